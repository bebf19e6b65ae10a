/* Typing own words chooses «Другое»: takes inputs marked data-other="id of the option or of the list".
   The server takes the words alone too, so that a form is whole without a script. */

const OTHER = "other";

function choose(event) {
  const words = event.target.closest("[data-other]");
  if (!words || !words.value.trim()) return;
  const control = document.getElementById(words.dataset.other);
  if (control instanceof HTMLSelectElement) control.value = OTHER;
  else if (control) control.checked = true;
}

// Before whoever saves what was typed: the saved answer must hold the option.
document.addEventListener("input", choose, true);
