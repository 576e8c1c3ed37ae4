// Sliders beside fields. A field says what its slider spans: data-low,
// data-high and data-step for a number, or data-stops, the id of a datalist of
// days. The field stays what is sent; the slider only moves it.

/** @param {ParentNode} root */
export function slide(root) {
  for (const field of root.querySelectorAll("input[data-high]")) numbers(field);
  for (const field of root.querySelectorAll("input[data-stops]")) days(field);
}

function beside(field, low, high, step) {
  const range = document.createElement("input");
  range.type = "range";
  range.min = low;
  range.max = high;
  range.step = step;
  range.className = "slide";
  range.setAttribute("aria-label", field.closest("label").querySelector(".of")?.textContent ?? field.name);
  field.after(range);
  return range;
}

function numbers(field) {
  const { low, high, step } = field.dataset;
  const range = beside(field, low, high, step);
  const follow = () => {
    if (field.value !== "") range.value = field.value;
  };
  range.value = (Number(low) + Number(high)) / 2;
  follow();
  range.addEventListener("input", () => {
    field.value = range.value;
  });
  field.addEventListener("input", follow);
}

// The last stop is behind the last day: everything is known.
function days(field) {
  const stops = [...document.getElementById(field.dataset.stops).options].map((o) => o.value);
  const range = beside(field, 0, stops.length, 1);
  const follow = () => {
    const at = stops.filter((day) => day <= field.value).length - 1;
    range.value = field.value === "" ? stops.length : at;
    range.setAttribute("aria-valuetext", field.value || field.dataset.all);
  };
  follow();
  range.addEventListener("input", () => {
    field.value = stops[Number(range.value)] ?? "";
    range.setAttribute("aria-valuetext", field.value || field.dataset.all);
  });
  field.addEventListener("input", follow);
}
