/* The line under an item that says what became of its answer. */

export function say(item, state, text) {
  const line = item.querySelector(".save-state");
  line.dataset.state = state;
  line.hidden = false;
  line.textContent = text;
  return line;
}

export function sayOffline(item) {
  say(item, "offline", "Не сохранено: нет связи. Повторим сами.");
}

export function saySignedOut(item, loginUrl) {
  const line = say(item, "error", "Вы вышли из портала. ");
  const link = document.createElement("a");
  link.href = loginUrl;
  link.target = "_blank";
  link.textContent = "Войдите в новой вкладке";
  line.append(link, " — введённое здесь сохранится само.");
}

/* Two versions side by side; keepMine and takeTheirs are what the buttons do. */
export function showConflict(item, message, words, { keepMine, takeTheirs }) {
  say(item, "conflict", message);
  item.querySelector(".conflict")?.remove();
  const box = document.createElement("div");
  box.className = "conflict";
  const choose = (act) => () => {
    box.remove();
    act();
  };
  box.append(
    side("Ваш ответ здесь", words.mine, "Оставить мой", choose(keepMine)),
    side("Ответ с другого устройства", words.theirs, "Взять этот", choose(takeTheirs)),
  );
  item.querySelector(".save-state").after(box);
  box.querySelector("button").focus();
}

function side(title, text, action, act) {
  const box = document.createElement("div");
  const head = document.createElement("b");
  const words = document.createElement("p");
  const button = document.createElement("button");
  head.textContent = title;
  words.textContent = text;
  button.type = "button";
  button.className = "button is-quiet is-small";
  button.textContent = action;
  button.addEventListener("click", act);
  box.append(head, words, button);
  return box;
}
