// Everything works without this file; it makes some of it quicker.
"use strict";

// Suggestions under the search boxes: a combobox with a list, as the ARIA practices describe it.
for (const input of document.querySelectorAll('form[role="search"] input[type="search"]')) {
  const address = new URL("suggest.json", input.form.action);
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  list.hidden = true;
  input.closest(".search").append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list",
  })) input.setAttribute(name, value);

  let chosen = -1;
  let timer = 0;
  let request = null;

  function choose(index) {
    chosen = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(({ text, detail, url }, at) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${at}`;
      option.setAttribute("role", "option");
      option.dataset.url = url;
      for (const words of [text, detail]) {
        const part = document.createElement("span");
        part.textContent = words;
        option.append(part);
      }
      return option;
    }));
    choose(-1);
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(suggestions.length > 0));
  }

  async function ask() {
    request?.abort();
    const words = input.value.trim();
    if (!words) return close();
    request = new AbortController();
    address.searchParams.set("q", words.slice(0, 100));
    try {
      const answer = await fetch(address, { signal: request.signal });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close(); // without suggestions the box still searches
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 180);
  });
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen >= last ? 0 : chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen <= 0 ? last : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.url);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) location.assign(option.dataset.url);
  });
  input.form.addEventListener("submit", () => {
    close();
    input.form.setAttribute("aria-busy", "true");
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll('form[aria-busy="true"]')) form.removeAttribute("aria-busy");
});

// Arrow keys go from tile to tile of the map: to the nearest one in that direction.
document.querySelector(".map")?.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  const from = event.target.closest("a")?.getBoundingClientRect();
  if (!step || !from || event.altKey || event.ctrlKey || event.metaKey) return;
  let nearest = null;
  let least = Infinity;
  for (const tile of event.currentTarget.querySelectorAll("a")) {
    const to = tile.getBoundingClientRect();
    const [right, down] = [to.left - from.left, to.top - from.top];
    const along = right * step[0] + down * step[1];
    const across = Math.abs(right * step[1]) + Math.abs(down * step[0]);
    if (along > 1 && along + 3 * across < least) [nearest, least] = [tile, along + 3 * across];
  }
  nearest?.focus();
  event.preventDefault();
});
