(function () {
  "use strict";

  function upgrade(figure) {
    var live = figure.querySelector(".live");
    var spec = JSON.parse(figure.querySelector(".spec").textContent);
    var options = { mode: "vega-lite", renderer: "svg", actions: false, ast: true, defaultStyle: false, logLevel: 1 };
    return window.vegaEmbed(live, spec, options).then(function () {
      figure.classList.add("is-live");
    });
  }

  function saveLarge(event) {
    var link = event.target.closest && event.target.closest("a[download]");
    if (!link || link.href.length < 1000000) return;
    event.preventDefault();
    var parts = link.href.split(",");
    var bytes = Uint8Array.from(atob(parts[1]), function (sign) { return sign.charCodeAt(0); });
    var address = URL.createObjectURL(new Blob([bytes], { type: parts[0].slice(5).split(";")[0] }));
    var copy = document.createElement("a");
    copy.href = address;
    copy.download = link.download;
    copy.click();
    setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
  }

  document.addEventListener("click", saveLarge);
  if (!window.vegaEmbed) return;
  document.querySelectorAll("figure.chart").forEach(function (figure) {
    upgrade(figure).catch(function () { figure.classList.remove("is-live"); });
  });
})();
