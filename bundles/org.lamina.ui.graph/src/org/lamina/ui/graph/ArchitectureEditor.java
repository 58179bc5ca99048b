package org.lamina.ui.graph;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.editparts.ZoomManager;
import org.eclipse.jface.action.GroupMarker;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPersistableEditor;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IGotoMarker;
import org.eclipse.ui.ide.ResourceUtil;
import org.eclipse.ui.part.EditorPart;
import org.eclipse.ui.part.FileEditorInput;
import org.eclipse.ui.part.IShowInSource;
import org.eclipse.ui.part.IShowInTargetList;
import org.eclipse.ui.part.ShowInContext;
import org.eclipse.ui.swt.IFocusService;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.model.UnitOfAnalysis.OfLayer;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.UiQueue;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.UnitTarget;
import org.lamina.ui.graph.canvas.GraphCanvas;
import org.lamina.ui.graph.editing.FigureDocument;
import org.lamina.ui.graph.editing.FigureSaving;
import org.lamina.ui.graph.editing.Undoing;
import org.lamina.ui.graph.properties.UnitPropertyPage;

/**
 * Shows the architecture of one checkpoint. The file is read and the drawing laid out in the background; a file that
 * cannot be read gives a message in place of the drawing. Adapts to {@link UnitTarget}, to {@link GraphicalViewer} and
 * {@link ZoomManager}, and to the pages of the Outline and Properties views. To be used by the UI thread.
 */
public final class ArchitectureEditor extends EditorPart implements UnitTarget, IPersistableEditor {

    /** The id under which the plug-in manifest declares this editor. */
    public static final String ID = LaminaUi.GRAPH_EDITOR;

    /** The symbolic name of this bundle. */
    public static final String BUNDLE = "org.lamina.ui.graph";

    /** The family of the jobs that lay out drawings and export figures. */
    public static final Object FAMILY = BUNDLE + ".jobs";

    private static final String CANVAS = BUNDLE + ".canvas";
    private static final String CONTEXT = BUNDLE + ".context";
    private static final String STYLE = "style";
    private static final String MENU = ID + ".menu";
    private static final String GO_TO_SOURCE = LaminaUi.BUNDLE + ".command.goToSource";

    private static final String[] SHOW_IN = {IPageLayout.ID_PROP_SHEET, IPageLayout.ID_OUTLINE,
        LaminaUi.FINDINGS_VIEW, LaminaUi.EXPERIMENTS_VIEW, IPageLayout.ID_PROJECT_EXPLORER};

    private final Consumer<OpenedModel> checked = this::checked;
    private Style first = Style.DETAILS;
    private EditorArea area;
    private GraphSession session;
    private FileWatch watch;
    private FigureWatch figureWatch;
    private volatile UiQueue queue;

    @Override
    public void init(IEditorSite site, IEditorInput input) throws PartInitException {
        if (CheckpointInput.file(input).isEmpty()) {
            throw new PartInitException(NLS.bind(Messages.ArchitectureEditor_noFile, input.getName()));
        }
        setSite(site);
        setInput(input);
    }

    /** Takes the style in which an editor was left that is opened again, or that this one is a copy of. */
    @Override
    public void restoreState(IMemento memento) {
        first = Style.GLYPHS.name().equals(memento.getString(STYLE)) ? Style.GLYPHS : Style.DETAILS;
    }

    @Override
    public void saveState(IMemento memento) {
        memento.putString(STYLE, session == null ? first.name() : session.style().name());
    }

    @Override
    protected void setInput(IEditorInput input) {
        super.setInput(input);
        setPartName(input.getName());
        setTitleToolTip(input.getToolTipText());
        watch(ResourceUtil.getFile(input));
    }

    @Override
    public void createPartControl(Composite parent) {
        area = new EditorArea(parent, getSite(), new EditorArea.Requests(node -> session.open(node), this::show,
                () -> session.showTensors(), path -> session.reveal(new OfLayer("", path)),
                text -> session.finder().find(text), () -> session.finder().next()));
        queue = new UiQueue(area.control());
        session = new GraphSession(area, CheckpointInput.file(getEditorInput()).orElseThrow(), this::goToSource);
        session.document().onChange(() -> firePropertyChange(PROP_DIRTY));
        figureWatch = new FigureWatch(getSite(), session.document(), queue, area.panel()::warn);
        Undoing.activate(getSite(), session.document().commands());
        getSite().setSelectionProvider(session.selection());
        getSite().getService(IFocusService.class).addFocusTracker(canvas().control(), CANVAS);
        getSite().getService(IContextService.class).activateContext(CONTEXT);
        MenuManager menu = new MenuManager();
        menu.add(new GroupMarker(IWorkbenchActionConstants.MB_ADDITIONS));
        canvas().viewer().setContextMenu(menu);
        // the workbench has no event for a new colour theme, but it paints everything anew
        area.header().control().addListener(SWT.Paint, event -> session.followTheme());
        LaminaCore.checkpoints().addListener(checked);
        session.show(first);
        later(session::read);
        later(() -> getEditorSite().registerContextMenu(MENU, menu, session.selection(), false));
        later(() -> new DiskWatch(area.control(), session::file, this::changedOnDisk));
    }

    /** Opens the program at the line of what is selected in the workbench, as the command does. */
    private void goToSource() {
        try {
            getSite().getService(IHandlerService.class).executeCommand(GO_TO_SOURCE, null);
        } catch (CommandException e) {
            Platform.getLog(ArchitectureEditor.class).error(e.getMessage(), e);
        }
    }

    private void watch(IFile file) {
        if (watch != null) {
            watch.stop();
            watch = null;
        }
        if (file != null) {
            watch = FileWatch.of(file, new Changes());
        }
    }

    /** Lets the workspace know what another program has written, which tells it to everybody; or else reads it anew. */
    private void changedOnDisk(IProgressMonitor monitor) throws CoreException {
        IFile known = ResourceUtil.getFile(getEditorInput());
        if (known == null) {
            later(session::read);
        } else {
            known.refreshLocal(IResource.DEPTH_ZERO, monitor);
        }
    }

    /** What happens to the file in the workspace, told by the thread that changes it. */
    private final class Changes implements FileWatch.Listener {

        @Override
        public void changed() {
            later(() -> session.read());
        }

        @Override
        public void moved(IPath to) {
            later(() -> {
                setInputWithNotify(new FileEditorInput(ResourcesPlugin.getWorkspace().getRoot().getFile(to)));
                CheckpointInput.file(getEditorInput()).ifPresent(session::moveTo);
            });
        }

        @Override
        public void removed() {
            later(() -> getSite().getPage().closeEditor(ArchitectureEditor.this, false));
        }
    }

    private void checked(OpenedModel newest) {
        later(() -> {
            if (newest.file().equals(session.file()) && session.opened().isPresent()) {
                session.update(newest);
            }
        });
    }

    private void later(Runnable work) {
        if (queue != null) {
            queue.later(work);
        }
    }

    /** The model that is shown; none while it is read, and none if it cannot be read. */
    public Optional<OpenedModel> opened() {
        return session.opened();
    }

    /** What is selected, as the workbench sees it. */
    public List<UnitSelection> selection() {
        return GraphSelection.units(session.selection().getSelection());
    }

    /** The file of the checkpoint, absolute. */
    public Path file() {
        return session.file();
    }

    /** The canvas with the drawing. */
    public GraphCanvas canvas() {
        return area.canvas();
    }

    /** The style of the drawing. */
    public Style style() {
        return session.style();
    }

    /** Shows the drawing in a style, as soon as it is laid out. */
    public void show(Style style) {
        session.show(style);
    }

    /** Opens and closes modules of the detail style. */
    public Folds folds() {
        return session.folds();
    }

    /** The preferences of the figure, to be looked at and changed. */
    public FigureDocument figure() {
        return session.document();
    }

    /** What people write into the figure, put elsewhere in it, or take from another one. */
    public NoteEditing notes() {
        return session.notes();
    }

    /** What is shown, as it is drawn or exported. */
    public View view() {
        return session.view();
    }

    /**
     * Changes the preferences of the figure as one step that can be undone; says why where that can't be.
     *
     * @param label what is done, a verb phrase in title case
     */
    public void change(String label, FigureDocument.Change change) {
        session.change(label, change);
    }

    /** Whether the side panel with the preferences of the figure is shown. */
    public boolean showsPanel() {
        return area.showsPanel();
    }

    /** Shows the side panel with the preferences of the figure, or hides it. */
    public void togglePanel() {
        area.showPanel(!area.showsPanel());
    }

    @Override
    public void reveal(UnitOfAnalysis unit) {
        session.reveal(unit);
    }

    @Override
    public <T> T getAdapter(Class<T> type) {
        if (area == null) {
            return super.getAdapter(type);
        }
        Object adapter = null;
        if (type == GraphicalViewer.class) {
            adapter = canvas().viewer();
        } else if (type == ZoomManager.class) {
            adapter = canvas().window().zoom();
        } else if (type == IContentOutlinePage.class) {
            adapter = session.newOutline();
        } else if (type == IPropertySheetPage.class) {
            adapter = new UnitPropertyPage();
        } else if (type == IGotoMarker.class) {
            adapter = (IGotoMarker) this::gotoMarker;
        } else if (type == IShowInSource.class) {
            adapter = (IShowInSource) () -> new ShowInContext(getEditorInput(), session.selection().getSelection());
        } else if (type == IShowInTargetList.class) {
            adapter = (IShowInTargetList) SHOW_IN::clone;
        }
        return adapter == null ? super.getAdapter(type) : type.cast(adapter);
    }

    private void gotoMarker(IMarker marker) {
        MarkedFinding.of(marker).ifPresent(marked -> reveal(marked.finding().unit()));
    }

    @Override
    public void setFocus() {
        area.setFocus();
    }

    @Override
    public void dispose() {
        LaminaCore.checkpoints().removeListener(checked);
        watch(null);
        if (session != null) {
            figureWatch.stop();
            session.dispose();
        }
        super.dispose();
    }

    @Override
    public void doSave(IProgressMonitor monitor) {
        if (saving().save(monitor)) {
            firePropertyChange(PROP_DIRTY);
        } else {
            monitor.setCanceled(true);
        }
    }

    @Override
    public void doSaveAs() {
        if (saving().saveAs()) {
            firePropertyChange(PROP_DIRTY);
        }
    }

    private FigureSaving saving() {
        return new FigureSaving(getSite().getShell(), session.document());
    }

    /** Whether the figure has other preferences than the file beside the model; the checkpoint itself never changes. */
    @Override
    public boolean isDirty() {
        return session != null && session.document().isDirty();
    }

    @Override
    public boolean isSaveAsAllowed() {
        return true;
    }
}
