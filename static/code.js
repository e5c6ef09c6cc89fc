/* A code behind the # (from the QR picture of a receipt or slip) never reaches a server log: it is taken from the
   address, which is then cleaned, and sent in the form's body. */
(() => {
  const form = document.querySelector("[data-code-form]");
  const length = Number(form.dataset.codeForm) || 16;
  const open = () => {
    const code = decodeURIComponent(location.hash.slice(1)).replace(/[\s-]/g, "");
    if (!/^[0-9a-z]+$/i.test(code) || code.length !== length) return; // a place on this page, such as #rate
    history.replaceState(null, "", location.pathname);
    form.elements.code.value = code;
    form.requestSubmit ? form.requestSubmit(form.querySelector("button")) : form.submit();
  };
  // Scanning again while this page is in front changes the address only.
  addEventListener("hashchange", open);
  open();
})();
