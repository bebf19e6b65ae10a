/*
 * Autosave: one request at a time per item, the latest answer last; a broken line is tried again.
 * Nothing typed is ever thrown away here: what is not saved yet stays in the fields and in `pending`.
 */

import { fieldsOf, fill, missingReason, partsOf, uidOf } from "./sheet-answer.js";
import { post } from "./sheet-post.js";
import { isOut } from "./sheet-showing.js";
import { say, sayOffline, saySignedOut, showConflict } from "./sheet-state.js";

const QUIET = 500; // ms after the last change
const DRAWN_BY_SERVER = new Set(["group", "file", "photo", "video"]); // their rows and files
const RETRIES = [2000, 4000, 8000, 15000, 30000];

export class Saver {
  /* urls: {answer, login}; redraw(item): after fields were filled; saved(item, receipt). */
  constructor(urls, { redraw, saved }) {
    this.urls = urls;
    this.redraw = redraw;
    this.saved = saved;
    this.pending = new Set();
    this.busy = new Map();
    this.timers = new Map();
    this.tries = new Map();
    addEventListener("online", () => this.flushAll());
    addEventListener("focus", () => this.flushAll());
    addEventListener("visibilitychange", () => document.hidden && this.flushAll(true));
    addEventListener("beforeunload", (event) => this.isQuiet || event.preventDefault());
  }

  get isQuiet() {
    return this.pending.size + this.busy.size === 0;
  }

  change(item) {
    this.pending.add(item);
    const reason = missingReason(item);
    if (reason) {
      clearTimeout(this.timers.get(item));
      say(item, "offline", "Напишите, почему не применимо, — и ответ сохранится.");
      return;
    }
    say(item, "saving", "Сохраняем…");
    this.later(item, QUIET);
  }

  later(item, delay) {
    clearTimeout(this.timers.get(item));
    this.timers.set(item, setTimeout(() => this.flush(item), delay));
  }

  flushAll(keepalive = false) {
    return Promise.all([...this.pending].map((item) => this.flush(item, keepalive)));
  }

  /* Send what waits and wait for what is under way; false when something shown stayed unsaved. */
  async finish() {
    await this.flushAll();
    await Promise.all(this.busy.values());
    return this.busy.size === 0 && [...this.pending].every(isOut);
  }

  async flush(item, keepalive = false) {
    clearTimeout(this.timers.get(item));
    if (!this.pending.has(item) || this.busy.has(item) || missingReason(item)) return;
    if (item.querySelector(".conflict")) return;
    this.pending.delete(item);
    const work = this.send(item, keepalive);
    this.busy.set(item, work);
    await work;
  }

  async send(item, keepalive) {
    const { kind, data } = await post(this.urls.answer, bodyOf(item), keepalive);
    this.busy.delete(item);
    this[kind](item, data);
    if (kind === "ok" && this.pending.has(item)) this.later(item, 0);
  }

  ok(item, data) {
    this.tries.delete(item);
    versionOf(item).value = data.version;
    item.classList.remove("is-open");
    if (!this.pending.has(item)) say(item, "saved", `Сохранено в ${data.saved_at}`);
    this.saved(item, data);
  }

  /* The files of an answer changed: the server has drawn its control anew. */
  kept(item, data) {
    versionOf(item).value = data.version;
    item.classList.remove("is-open");
    this.saved(item, data);
  }

  offline(item) {
    this.pending.add(item);
    const count = this.tries.get(item) ?? 0;
    this.tries.set(item, count + 1);
    sayOffline(item);
    this.later(item, RETRIES[Math.min(count, RETRIES.length - 1)]);
  }

  signed_out(item) {
    this.pending.add(item);
    saySignedOut(item, this.urls.login);
  }

  refused(item, data) {
    this.pending.add(item);
    say(item, "error", data.message ?? "Не сохранено. Обновите страницу.");
  }

  conflict(item, data) {
    this.pending.add(item);
    const decide = (act) => () => {
      versionOf(item).value = data.version;
      act();
      this.redraw(item);
      this.change(item);
    };
    const takeTheirs = () => {
      this.pending.delete(item);
      location.reload();
    };
    const isDrawnThere = DRAWN_BY_SERVER.has(item.dataset.kind);
    showConflict(item, data.message, data.words, {
      keepMine: decide(() => {}),
      takeTheirs: isDrawnThere ? takeTheirs : decide(() => fill(item, data.theirs)),
    });
  }
}

function bodyOf(item) {
  const body = new URLSearchParams({ item: uidOf(item), version: versionOf(item).value });
  for (const [part, value] of partsOf(item)) body.append(part, value);
  return body;
}

function versionOf(item) {
  return fieldsOf(item, "version")[0];
}
