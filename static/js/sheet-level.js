/* The level of an indicator moves while ticking, without the server. */

import { indicatorLevel } from "./level.js";
import { dataOf, fieldsOf, indicatorOf, isTicked } from "./sheet-answer.js";
import { levelHead, levelRest, nextStep } from "./sheet-words.js";

/* titles: of the scale's levels, lowest first. */
export function drawLevel(item, titles) {
  const indicator = indicatorOf(item);
  const result = indicatorLevel(indicator, dataOf(item), Number(item.dataset.top));
  item.classList.toggle("is-na", isTicked(item, "na"));
  drawBar(item, result, titles);
  drawNext(item, nextStep(result, indicator.rule, indicator.texts), result);
  for (const group of item.querySelectorAll("[data-step]")) drawGroup(item, group, result);
}

function drawBar(item, result, titles) {
  const bar = item.querySelector(".level-bar");
  bar.dataset.level = result.level ?? "";
  bar.setAttribute("aria-label", levelHead(result));
  const word = item.querySelector(".level-word");
  const rest = levelRest(result, titles);
  word.querySelector("b").textContent = levelHead(result);
  word.querySelector("span").textContent = rest ? `— ${rest}` : "";
}

function drawNext(item, text, result) {
  const line = item.querySelector(".missing-next");
  line.textContent = text;
  line.hidden = text === "";
  line.classList.toggle("is-top", text !== "" && result.next === null);
}

function drawGroup(item, group, result) {
  const level = Number(group.dataset.step);
  const passed = new Set(
    fieldsOf(item, "na_of").filter((field) => field.checked).map((field) => field.value),
  );
  const isPassed = [...group.querySelectorAll("input")].every((field) => passed.has(field.value));
  const isNext = result.next?.level === level;
  const isMet = result.level !== null && level <= result.level;
  group.classList.toggle("is-passed", isPassed);
  group.classList.toggle("is-next", !isPassed && isNext);
  group.classList.toggle("is-met", !isPassed && !isNext && isMet);
}
