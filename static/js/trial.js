/* A trial shows, hides and calculates while typing, as the sheet does; a plain form saves it. */

import { Showing } from "./sheet-showing.js";

function start(form) {
  const showing = new Showing(form, () => {});
  const items = [...form.querySelectorAll("[data-item]")];
  form.addEventListener("input", () => showing.draw());
  form.addEventListener("submit", () => {
    const shown = items.filter((item) => !item.hidden);
    form.elements.seen.value = shown.map((item) => item.dataset.item).join(" ");
  });
  showing.draw();
  form.dataset.ready = "";
}

start(document.querySelector("form.sheet"));
