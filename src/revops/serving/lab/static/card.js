// A card in JupyterLab's launcher, and a command, that open the site of the reports in a tab.
// Written as JupyterLab loads it, so that nothing has to be built.
(function () {
  "use strict";

  var COMMAND = "revops:site";
  var packages = null;

  // Give a package of JupyterLab's own.
  async function own(name) {
    var newest = Object.values(packages[name]).pop();
    return (await newest.get())();
  }

  // A JupyterLab that is made otherwise has no card, and starts all the same.
  function nothing() {
    return { id: COMMAND, autoStart: true, activate: function () {} };
  }

  function label() {
    var isSpanish = (navigator.language || "").slice(0, 2) === "es";
    return isSpanish ? "Informes de marketing y ventas" : "Marketing and sales reports";
  }

  function open() {
    var settings = JSON.parse(document.getElementById("jupyter-config-data").textContent);
    window.open(settings.baseUrl.replace(/\/?$/, "/") + "revops", "_blank", "noopener");
  }

  function activate(app, launcher, palette) {
    app.commands.addCommand(COMMAND, { label: label(), execute: open });
    if (launcher) launcher.add({ command: COMMAND, category: "Other", rank: 90 });
    if (palette) palette.addItem({ command: COMMAND, category: "revops" });
  }

  function plugin(found) {
    return {
      id: COMMAND,
      autoStart: true,
      optional: [found[0].ILauncher, found[1].ICommandPalette],
      activate: activate
    };
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB.revops = {
    init: function (scope) { packages = scope; },
    get: function () {
      return Promise.all(["@jupyterlab/launcher", "@jupyterlab/apputils"].map(own))
        .then(plugin, nothing)
        .then(function (made) {
          return function () { return { __esModule: true, default: made }; };
        });
    }
  };
})();
