// The value under the pointer: the sentence behind the mark of a chart that is
// nearest to the pointer, or that has the focus of the keyboard. Escape hides it.

const reach = 40; // pixels

/** @param {Document} root */
export function hover(root) {
  const note = root.createElement("p");
  note.className = "readout";
  note.hidden = true;
  root.body.append(note);
  const hide = () => {
    note.hidden = true;
  };
  root.addEventListener("pointermove", (e) => {
    const chart = e.target instanceof Element && e.target.closest("svg.chart");
    const mark = chart && nearest(chart, e.clientX, e.clientY);
    if (mark) show(note, mark, e.clientX, e.clientY);
    else hide();
  });
  root.addEventListener("focusin", (e) => {
    const mark = e.target.closest?.("svg.chart a");
    if (!mark) return hide();
    const box = mark.getBoundingClientRect();
    show(note, mark, box.left + box.width / 2, box.top);
  });
  root.addEventListener("focusout", hide);
  root.addEventListener("scroll", hide, { passive: true });
  root.addEventListener("keydown", (e) => {
    if (e.key === "Escape") hide();
  });
}

// A bar is met anywhere in its column, other marks near them.
function nearest(chart, x, y) {
  let best = null;
  let least = reach;
  for (const mark of chart.querySelectorAll(":scope > a, :scope > g")) {
    if (!mark.querySelector(":scope > title")) continue;
    const box = mark.getBoundingClientRect();
    const across = Math.max(box.left - x, 0, x - box.right);
    const up = mark.querySelector("rect") ? 0 : Math.max(box.top - y, 0, y - box.bottom);
    const far = Math.hypot(across, up);
    if (far < least) [best, least] = [mark, far];
  }
  return best;
}

// Beside the pointer, within the window.
function show(note, mark, x, y) {
  note.textContent = mark.querySelector(":scope > title").textContent;
  note.hidden = false;
  const box = note.getBoundingClientRect();
  note.style.left = `${Math.max(8, Math.min(x + 12, document.documentElement.clientWidth - box.width - 8))}px`;
  note.style.top = `${Math.max(8, y - box.height - 12)}px`;
}
