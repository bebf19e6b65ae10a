/* The sheet: saves by itself, counts levels while ticking, leads from item to item. */

import { partOf, settle } from "./sheet-answer.js";
import { Chapters } from "./sheet-chapters.js";
import { startEvidence } from "./sheet-evidence.js";
import { drawLevel } from "./sheet-level.js";
import { startRows } from "./sheet-rows.js";
import { Saver } from "./sheet-save.js";
import { Showing } from "./sheet-showing.js";

const OWN_BUTTON = new Set(["text", "photo", "upload", "comment"]);

function start(sheet) {
  const { answerUrl, evidenceUrl, loginUrl, submitUrl, titles } = sheet.dataset;
  const urls = { answer: answerUrl, evidence: evidenceUrl, login: loginUrl };
  const levels = JSON.parse(titles);
  const showing = new Showing(sheet, () => chapters.draw());
  const redraw = (item) => {
    if (item.dataset.rule) drawLevel(item, levels);
    showing.draw();
  };
  const saver = new Saver(urls, { redraw, saved });
  const chapters = new Chapters(sheet, submitUrl, () => saver.finish());
  if ("open" in sheet.dataset) listen();
  sheet.dataset.ready = "";

  function saved(item, { is_answered: isAnswered, control }) {
    if (control) item.querySelector(".control").innerHTML = control;
    chapters.answered(item, isAnswered);
  }

  function listen() {
    startEvidence(sheet, urls, (item, data) => saver.kept(item, data));
    startRows(sheet);
    sheet.addEventListener("submit", (event) => event.preventDefault());
    sheet.addEventListener("input", ({ target }) => {
      const item = target.closest("[data-item]");
      if (!item || !target.name || OWN_BUTTON.has(partOf(target, item))) return;
      settle(item, target);
      redraw(item);
      saver.change(item);
    });
    showing.draw();
  }
}

start(document.querySelector(".sheet"));
