/* One request to the server and what became of it. */

/*
 * Post a body. Gives {kind, data}; kind: "ok", "conflict" (409), "refused" (422 and 403 with a
 * reason), "signed_out", "offline" (no answer, or the server is out of order).
 */
export async function post(url, body, keepalive = false) {
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" },
      body,
      keepalive,
    });
  } catch {
    return { kind: "offline", data: {} };
  }
  return { kind: kindOf(response), data: isJson(response) ? await response.json() : {} };
}

function kindOf(response) {
  if (response.ok && !response.redirected && isJson(response)) return "ok";
  if (response.status === 409) return "conflict";
  if (response.status >= 500) return "offline";
  // A page instead of JSON means the session is over: its token (403), or the login page itself.
  const isPage = !isJson(response) && (response.ok || response.status === 403);
  return isPage || response.status === 401 ? "signed_out" : "refused";
}

function isJson(response) {
  return (response.headers.get("Content-Type") ?? "").startsWith("application/json");
}

/* Signing in again changes the token: the cookie has the fresh one, the page's form the old. */
function csrfToken() {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return found ? found[1] : document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}
