package org.lamina.ui;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;

/** The ids of the workbench parts, as the plug-in manifests declare them. */
public final class LaminaUi {

    /** The symbolic name of this bundle. */
    public static final String BUNDLE = "org.lamina.ui";
    /** The perspective Model Debugging. */
    public static final String PERSPECTIVE = "org.lamina.ui.perspective";
    /** The tree of experiments, models and checkpoints. */
    public static final String EXPERIMENTS_VIEW = "org.lamina.ui.view.experiments";
    /** The findings with their explanations. */
    public static final String FINDINGS_VIEW = "org.lamina.ui.view.findings";
    /** The architecture graph of a checkpoint (bundle org.lamina.ui.graph). */
    public static final String GRAPH_EDITOR = "org.lamina.ui.graph.editor";
    /** The tools for the selected unit (bundle org.lamina.ui.widgets). */
    public static final String TOOLBOX_VIEW = "org.lamina.ui.widgets.view.toolbox";
    /** The panel of widgets that tools have made (bundle org.lamina.ui.widgets). */
    public static final String WIDGETS_VIEW = "org.lamina.ui.widgets.view.widgets";

    /** The page of the workspace's settings of the checks; shows the rule whose id it is given. */
    public static final String CHECKS_PREFERENCES = "org.lamina.ui.preferences.checks";
    /** The page of a project's settings of the checks; shows the rule whose id it is given. */
    public static final String CHECKS_PROPERTIES = "org.lamina.ui.properties.checks";

    /** Goes to the line of the program where the selected unit is made; F3 where {@link #MODELS_CONTEXT} is active. */
    public static final String GO_TO_SOURCE = "org.lamina.ui.command.goToSource";
    /** Opens the architecture graph at the selected unit. */
    public static final String SHOW_IN_GRAPH = "org.lamina.ui.command.showInGraph";
    /** The key bindings of parts that show models; such a part activates it in its site. */
    public static final String MODELS_CONTEXT = "org.lamina.ui.context.models";

    private LaminaUi() {
    }

    static ILog log() {
        return Platform.getLog(LaminaUi.class);
    }
}
