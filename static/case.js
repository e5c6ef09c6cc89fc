/* A code behind the # (from the QR picture) never reaches a server log: it is taken from the address, which is then
   cleaned, and sent in the form's body. */
(() => {
  const form = document.querySelector("[data-code-form]");
  const code = decodeURIComponent(location.hash.slice(1));
  if (!form || !code) return;
  history.replaceState(null, "", location.pathname);
  form.querySelector("#code").value = code;
  form.requestSubmit ? form.requestSubmit(form.querySelector("button")) : form.submit();
})();
