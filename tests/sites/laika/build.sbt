enablePlugins(LaikaPlugin)
