/* The expert's sheet: saves by itself, counts levels while ticking, leads from item to item. */

import { partOf, settle } from "./sheet-answer.js";
import { Chapters } from "./sheet-chapters.js";
import { startEvidence } from "./sheet-evidence.js";
import { drawLevel } from "./sheet-level.js";
import { Saver } from "./sheet-save.js";

const OWN_BUTTON = new Set(["text", "photo"]);

function start(sheet) {
  const { answerUrl, evidenceUrl, loginUrl, submitUrl, titles } = sheet.dataset;
  const urls = { answer: answerUrl, evidence: evidenceUrl, login: loginUrl };
  const levels = JSON.parse(titles);
  const redraw = (item) => item.dataset.rule && drawLevel(item, levels);
  const saver = new Saver(urls, {
    redraw,
    saved: (item, isAnswered) => chapters.answered(item, isAnswered),
  });
  const chapters = new Chapters(sheet, submitUrl, () => saver.finish());
  if (!("open" in sheet.dataset)) return;
  startEvidence(sheet, urls);
  sheet.addEventListener("submit", (event) => event.preventDefault());
  sheet.addEventListener("input", ({ target }) => {
    const item = target.closest("[data-item]");
    if (!item || !target.name || OWN_BUTTON.has(partOf(target, item))) return;
    settle(item, target);
    redraw(item);
    saver.change(item);
  });
}

start(document.querySelector(".sheet"));
