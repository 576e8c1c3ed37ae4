// What the desk does beyond its pages. Every page works without it.
import { hover } from "./hover.js";
import { live } from "./live.js";
import { slide } from "./slide.js";

slide(document);
live(document);
hover(document);
