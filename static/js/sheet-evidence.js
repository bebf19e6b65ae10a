/* Evidence, and files that are answers, go up and come down without leaving the sheet. */

import { fieldsOf, uidOf } from "./sheet-answer.js";
import { post } from "./sheet-post.js";
import { say, saySignedOut } from "./sheet-state.js";

/* kept(item, data): the files of an answer changed. */
export function startEvidence(sheet, urls, kept) {
  sheet.addEventListener("change", ({ target }) => {
    if (target.matches("[data-upload]") && target.files.length > 0) upload(target, urls, kept);
  });
  sheet.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add], [data-remove]");
    if (!button) return;
    event.preventDefault();
    const item = button.closest("[data-item]");
    if ("add" in button.dataset) add(item, button, urls);
    else if (confirm("Убрать доказательство? Вернуть его будет нельзя.")) remove(item, button, urls);
  });
  addEventListener("beforeunload", (event) => {
    if (waiting(sheet)) event.preventDefault();
  });
}

/* A text or a photograph chosen but not added yet. */
function waiting(sheet) {
  const fields = sheet.querySelectorAll(".evidence textarea, .evidence input[type=file]");
  return [...fields].some((field) => field.value !== "");
}

async function add(item, button, urls) {
  const body = new FormData();
  body.append("item", uidOf(item));
  for (const field of givenIn(item)) body.append(field.name, field.files?.[0] ?? field.value);
  button.disabled = true;
  say(item, "saving", "Прикладываем…");
  const done = await send(item, urls.evidence, body, urls, "Приложено.");
  button.disabled = false;
  if (done) for (const field of givenIn(item)) field.value = "";
}

async function upload(field, urls, kept) {
  const item = field.closest("[data-item]");
  const body = new FormData();
  body.append("item", uidOf(item));
  for (const file of field.files) body.append(field.name, file);
  field.disabled = true;
  say(item, "saving", "Прикладываем…");
  const { kind, data } = await post(urls.evidence, body);
  field.disabled = false;
  if (kind === "ok") {
    kept(item, data);
    say(item, "saved", "Приложено.");
    return;
  }
  field.value = "";
  sayWhy(item, kind, data, urls);
}

function remove(item, button, urls) {
  return send(item, button.formAction, new FormData(), urls, "Убрано.");
}

function givenIn(item) {
  return [...fieldsOf(item, "text"), ...fieldsOf(item, "photo")].filter((field) => field.value);
}

async function send(item, url, body, urls, words) {
  const { kind, data } = await post(url, body);
  if (kind === "ok") {
    show(item, data);
    say(item, "saved", words);
  } else {
    sayWhy(item, kind, data, urls);
  }
  return kind === "ok";
}

function sayWhy(item, kind, data, urls) {
  if (kind === "signed_out") saySignedOut(item, urls.login);
  else say(item, "error", data.message ?? "Не получилось: нет связи. Попробуйте ещё раз.");
}

function show(item, { html, count }) {
  item.querySelector("[data-files]").innerHTML = count ? html : "";
  item.querySelector(".evidence .count").textContent = count ? ` · ${count}` : "";
}
