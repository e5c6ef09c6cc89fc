/* What stands behind the # of a scanned address is a secret that no server log may see: it goes into the form here. */
const secret = decodeURIComponent(location.hash.slice(1));
if (secret) {
  for (const field of document.querySelectorAll("[data-fragment]")) field.value = secret;
  /* Signing in first: carry it along to the page that was wanted. */
  for (const form of document.querySelectorAll("[data-keep-fragment]")) form.action = location.pathname + location.search + location.hash;
}
