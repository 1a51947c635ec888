// The time zone of this browser is preselected where somebody makes an account, until they choose.
(() => {
  "use strict";

  const select = document.querySelector("select[data-own-zone]");
  if (!select) return;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...select.options].some((option) => option.value === zone)) select.value = zone;
})();
