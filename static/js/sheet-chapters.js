/* One chapter at a time, the way through it, and how far it is. */

import { nameOf } from "./sheet-answer.js";
import { isOut } from "./sheet-showing.js";

export class Chapters {
  /* leave(): resolves when everything is saved and the page may go on to submitUrl. */
  constructor(sheet, submitUrl, leave) {
    this.sheet = sheet;
    this.submitUrl = submitUrl;
    this.leave = leave;
    this.forms = [...sheet.querySelectorAll(".chapter")];
    this.required = [...sheet.querySelectorAll("[data-required]")];
    this.at = null;
    sheet.addEventListener("focusin", (event) => this.stand(event.target.closest("[data-item]")));
    sheet.addEventListener("click", (event) => this.click(event));
    addEventListener("hashchange", () => this.goTo(location.hash.slice(1)));
    addEventListener("keydown", (event) => event.key === "Escape" && this.closeMenu());
    addEventListener("beforeprint", () => this.forms.forEach((form) => (form.hidden = isOff(form))));
    addEventListener("afterprint", () => this.show(this.shown));
    this.open();
  }

  /* What has to be answered, without what conditions hide. */
  get items() {
    return this.required.filter((item) => !isOut(item));
  }

  open() {
    const wanted = document.getElementById(location.hash.slice(1));
    const first = this.items.find((item) => !isAnswered(item)) ?? this.items[0];
    if (wanted?.closest(".sheet")) this.goTo(wanted.id);
    else this.show(first?.closest(".chapter") ?? this.forms.find((form) => !isOff(form)));
    this.draw();
  }

  show(form) {
    this.shown = form;
    for (const one of this.forms) one.hidden = one !== form;
    for (const link of this.sheet.querySelectorAll(".chapters a")) {
      if (link.hash === `#${form.id}`) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
  }

  goTo(id) {
    const target = document.getElementById(id);
    const form = target?.closest(".chapter");
    if (!form || isOff(form)) return;
    this.closeMenu();
    this.show(form);
    target.scrollIntoView({ block: "start" });
    this.stand(target.closest("[data-item]"));
    if (target !== form) target.focus({ preventScroll: true });
  }

  stand(item) {
    if (!item || item === this.at) return;
    this.at = item;
    this.draw();
  }

  closeMenu() {
    this.sheet.querySelector(".sheet-areas").open = false;
  }

  click(event) {
    const link = event.target.closest(".chapters a");
    if (link?.hash === location.hash) this.goTo(link.hash.slice(1));
    if (!event.target.closest(".sheet-next .button")) return;
    event.preventDefault();
    this.forward();
  }

  /* The next item not answered after the one in hand, else the first of all. */
  get next() {
    const open = this.items.filter((item) => !isAnswered(item) && item !== this.at);
    const isAfter = (item) => this.at && followsIn(this.at, item);
    return open.find(isAfter) ?? open[0] ?? null;
  }

  async forward() {
    const next = this.next;
    if (next) {
      history.pushState(null, "", `#${next.id}`);
      this.goTo(next.id);
    } else if (await this.leave()) {
      location.assign(this.submitUrl);
    }
  }

  answered(item, is) {
    item.toggleAttribute("data-answered", is);
    this.draw();
  }

  draw() {
    const words = this.next ? `Дальше: ${nameOf(this.next)}` : "Проверить и отправить";
    for (const button of this.sheet.querySelectorAll(".sheet-next .button")) {
      button.textContent = words;
    }
    const links = [...this.sheet.querySelectorAll(".chapters li")];
    const asked = this.items;
    this.forms.forEach((form, place) => {
      const items = asked.filter((item) => form.contains(item));
      links[place].hidden = isOff(form);
      drawProgress(links[place], items);
      links[place].classList.toggle("is-complete", items.length > 0 && items.every(isAnswered));
    });
    drawProgress(this.sheet.querySelector(".sheet-bar > .progress"), asked);
  }
}

function isOff(form) {
  return form.hasAttribute("data-off");
}

function followsIn(item, other) {
  return Boolean(item.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
}

function isAnswered(item) {
  return item.hasAttribute("data-answered");
}

function drawProgress(box, items) {
  const done = items.filter(isAnswered).length;
  const words = items.length ? `${done} из ${items.length}` : "по желанию";
  box.querySelector("progress").value = done;
  box.querySelector("progress").max = Math.max(items.length, 1);
  box.querySelector(".progress > span, :scope > span").textContent = words;
}
