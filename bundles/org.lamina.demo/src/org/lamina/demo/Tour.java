package org.lamina.demo;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.e4.ui.model.application.ui.MElementContainer;
import org.eclipse.e4.ui.model.application.ui.MUIElement;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.e4.ui.model.application.ui.basic.MPartSashContainerElement;
import org.eclipse.e4.ui.model.application.ui.basic.MPartStack;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.ISetSelectionTarget;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.Layer;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.FolderProjects;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.SourceNavigation;
import org.lamina.ui.UnitNavigation;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.widgets.Tool;
import org.lamina.ui.widgets.Toolset;
import org.lamina.ui.widgets.panel.WidgetsView;

/**
 * The walk: opens the buggy checkpoint, waits for graph and findings, opens the line of the worst finding below the
 * graph, selects a layer and applies the tools to it.
 */
final class Tour {

    private static final String CHECKPOINT = "digits_buggy_traced.pt";
    private static final String WEIGHTS = "weightHistogram";
    /** The share of the editor area that the graph keeps. */
    private static final float GRAPH_SHARE = 0.6f;

    private final Stage stage;
    private final Path folder;

    Tour(Stage stage, Path folder) {
        this.stage = stage;
        this.folder = folder;
    }

    void run() throws Exception {
        IProject project = new FolderProjects(ResourcesPlugin.getWorkspace()).open(folder, new NullProgressMonitor());
        Path checkpoint = project.getFile(CHECKPOINT).getLocation().toPath();
        stage.act(this::raiseCurtain);
        IEditorPart graph = stage.act(() -> UnitNavigation.open(stage.page(), checkpoint));
        stage.settle();
        OpenedModel model = LaminaCore.checkpoints().opened(checkpoint)
                .orElseThrow(() -> new IllegalStateException(CHECKPOINT + " could not be opened; see the log"));
        MarkedFinding finding = worst().orElseThrow(() -> new IllegalStateException(CHECKPOINT + " has no finding"));
        stage.act(() -> showSourceBelow(graph, finding));
        stage.settle();
        // once more, as the line was scrolled to in the larger editor
        stage.act(() -> SourceNavigation.open(stage.page(), finding));
        UnitSelection layer =
                new UnitSelection(new UnitOfAnalysis.OfLayer(model.checkpoint(), layer(model)), checkpoint);
        stage.act(() -> UnitNavigation.open(stage.page(), layer));
        stage.act(() -> applyTools(layer));
        stage.act(() -> unfold(project.getFile(CHECKPOINT)));
        stage.settle();
    }

    private Void raiseCurtain() throws Exception {
        Shell shell = stage.shell();
        shell.setBounds(stage.display().getPrimaryMonitor().getClientArea());
        stage.workbench().showPerspective(LaminaUi.PERSPECTIVE, stage.window());
        return null;
    }

    private static Optional<MarkedFinding> worst() {
        return MarkedFinding.all(ResourcesPlugin.getWorkspace()).stream()
                .filter(marked -> marked.finding().source().isPresent())
                .max(Comparator.comparing(marked -> marked.finding().severity()));
    }

    /** The layer of the first finding that has weights, or else the first layer that has. */
    private static String layer(OpenedModel model) {
        List<Layer> weighted = model.model().layers().stream().filter(layer -> layer.trainableCount() > 0).toList();
        return model.findings().stream().map(finding -> finding.unit().label())
                .filter(label -> weighted.stream().anyMatch(layer -> layer.path().equals(label))).findFirst()
                .orElseGet(() -> weighted.get(0).path());
    }

    /** Opens the program at the finding, and puts its editor under that of the graph. */
    private IEditorPart showSourceBelow(IEditorPart graph, MarkedFinding finding) throws PartInitException {
        IEditorPart source = SourceNavigation.open(stage.page(), finding);
        EModelService models = stage.window().getService(EModelService.class);
        MPart sourcePart = source.getSite().getService(MPart.class);
        MElementContainer<MUIElement> graphStack = graph.getSite().getService(MPart.class).getParent();
        MPartStack below = models.createModelElement(MPartStack.class);
        models.insert(below, (MPartSashContainerElement) (MUIElement) graphStack, EModelService.BELOW, 1 - GRAPH_SHARE);
        below.getChildren().add(sourcePart);
        below.setSelectedElement(sourcePart);
        return source;
    }

    private Void applyTools(UnitSelection layer) throws PartInitException {
        stage.page().showView(LaminaUi.TOOLBOX_VIEW, null, IWorkbenchPage.VIEW_VISIBLE);
        WidgetsView widgets =
                (WidgetsView) stage.page().showView(LaminaUi.WIDGETS_VIEW, null, IWorkbenchPage.VIEW_VISIBLE);
        for (Tool tool : Toolset.builtin().tools()) {
            if (LaminaCore.engine().isInstalled() || tool.id().endsWith(WEIGHTS)) {
                widgets.apply(tool, layer);
            }
        }
        return null;
    }

    /** Shows the project's files in the Project Explorer. */
    private Void unfold(IFile file) throws PartInitException {
        IViewPart explorer = stage.page().showView(IPageLayout.ID_PROJECT_EXPLORER, null, IWorkbenchPage.VIEW_VISIBLE);
        if (explorer instanceof ISetSelectionTarget target) {
            target.selectReveal(new StructuredSelection(file));
        }
        return null;
    }
}
