/* While somebody types, the device works out the proof that the server asks for when one address sends too much. */
(() => {
  const form = document.querySelector("form[data-work]");
  if (!form || !window.Worker) return;
  const { code, receipt, proof } = form.elements;
  const own = receipt || code;
  let waiting = null, isWorking = false;
  const go = () => {
    const pressed = waiting;
    waiting = null;
    if (pressed) form.requestSubmit ? form.requestSubmit(pressed.form === form ? pressed : undefined) : form.submit();
  };
  const begin = () => {
    form.removeEventListener("input", begin);
    if (isWorking || proof.value) return;
    isWorking = true;
    try {
      const worker = new Worker(form.dataset.worker);
      worker.onmessage = ({ data }) => { proof.value = data; isWorking = false; worker.terminate(); go(); };
      worker.onerror = () => { isWorking = false; go(); };
      worker.postMessage({ code: own.value, bits: Number(form.dataset.work) });
    } catch { isWorking = false; }
  };
  form.addEventListener("input", begin);
  form.addEventListener("submit", (event) => {
    begin();
    if (event.defaultPrevented || !isWorking || waiting) { if (waiting) event.preventDefault(); return; }
    event.preventDefault();
    event.stopPropagation();
    waiting = event.submitter || form.querySelector("button");
    setTimeout(() => { isWorking = false; go(); }, 8000);
  });
})();
