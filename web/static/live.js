// Forms whose answer appears while they are filled in: data-live. The page is
// asked for again under the address that sending the form would lead to, and
// what it holds under the same ids, data-part, takes the place of what is
// shown. One question is under way at a time; of those that come meanwhile the
// last is asked.

/** @param {ParentNode} root */
export function live(root) {
  for (const form of root.querySelectorAll("form[data-live]")) follow(form);
}

function follow(form) {
  let busy = false;
  let again = false;
  const ask = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    do {
      again = false;
      await answer(form).catch(() => {}); // nobody answers: the form can still be sent
    } while (again);
    busy = false;
  };
  form.addEventListener("input", (e) => {
    if (e.target.type === "range") ask();
  });
  form.addEventListener("change", (e) => {
    if (e.target.type !== "range") ask();
  });
}

// Empty fields are left out: the address stays short.
function addressOf(form) {
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  const address = new URL(form.action);
  address.search = query.toString();
  return address;
}

async function answer(form) {
  const address = addressOf(form);
  const response = await fetch(address);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  refuse(form, response.ok ? "" : page.querySelector("main")?.innerText ?? "");
  if (!response.ok) return;
  for (const part of document.querySelectorAll("[data-part]")) {
    const fresh = page.getElementById(part.id);
    if (fresh) part.replaceChildren(...fresh.childNodes);
  }
  history.replaceState(null, "", address);
  document.documentElement.dataset.answers = Number(document.documentElement.dataset.answers ?? 0) + 1;
}

function refuse(form, why) {
  let notice = form.querySelector("[role=alert]");
  if (!notice) {
    notice = document.createElement("p");
    notice.setAttribute("role", "alert");
    notice.className = "bad whole";
    form.append(notice);
  }
  notice.textContent = why;
}
