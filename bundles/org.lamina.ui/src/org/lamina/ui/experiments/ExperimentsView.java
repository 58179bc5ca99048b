package org.lamina.ui.experiments;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.OpenEvent;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.IShowInSource;
import org.eclipse.ui.part.IShowInTarget;
import org.eclipse.ui.part.PageBook;
import org.eclipse.ui.part.ShowInContext;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.statushandlers.StatusManager;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.experiments.Experiment;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.Icon;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.Notice;
import org.lamina.ui.ShowInMenu;
import org.lamina.ui.SpokenName;
import org.lamina.ui.UiQueue;
import org.lamina.ui.UnitNavigation;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.UnitSelectionProvider;
import org.lamina.ui.experiments.Item.CheckpointItem;
import org.lamina.ui.experiments.Item.ExperimentItem;

/** The checkpoints of the workspace as a tree; opens them. */
public final class ExperimentsView extends ViewPart implements IShowInSource, IShowInTarget {

    /** The family of the jobs that look for experiments. */
    public static final Object FAMILY = LaminaUi.EXPERIMENTS_VIEW + ".jobs";

    private static final long DELAY_MILLIS = 500;
    /** So many lines may be unfolded at the beginning; a larger tree is shown by its experiments. */
    private static final int UNFOLDED = 200;

    private final IWorkspace workspace = ResourcesPlugin.getWorkspace();
    private final ScanJob scan = new ScanJob(workspace.getRoot(), this::found);
    private final CheckpointChanges changes = new CheckpointChanges(() -> scan.schedule(DELAY_MILLIS));
    private final Consumer<OpenedModel> opened = this::opened;
    private UiQueue queue;
    private PageBook book;
    private Notice notice;
    private TreeViewer viewer;
    private boolean filled;

    @Override
    public void createPartControl(Composite parent) {
        book = new PageBook(parent, SWT.NONE);
        queue = new UiQueue(book);
        notice = new Notice(book);
        viewer = new TreeViewer(book, SWT.MULTI | SWT.H_SCROLL | SWT.V_SCROLL);
        viewer.setUseHashlookup(true);
        SpokenName.give(viewer.getControl(), getPartName());
        viewer.setComparer(ItemTree.BY_KEY);
        viewer.setContentProvider(new ItemTree());
        viewer.setLabelProvider(new DelegatingStyledCellLabelProvider(new ItemLabels()));
        ColumnViewerToolTipSupport.enableFor(viewer);
        viewer.addOpenListener(this::open);
        getSite().setSelectionProvider(new UnitSelectionProvider(viewer, ExperimentsView::unit));
        addMenu();
        addTools();
        notice.show(Messages.ExperimentsView_searching);
        book.showPage(notice.control());
        workspace.addResourceChangeListener(changes, IResourceChangeEvent.POST_CHANGE);
        LaminaCore.checkpoints().addListener(opened);
        scan.schedule();
    }

    private void addMenu() {
        MenuManager manager = new MenuManager();
        manager.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
        manager.add(new ShowInMenu(getSite()));
        Menu menu = manager.createContextMenu(viewer.getControl());
        viewer.getControl().setMenu(menu);
        getSite().registerContextMenu(manager, getSite().getSelectionProvider());
    }

    private void addTools() {
        IToolBarManager tools = getViewSite().getActionBars().getToolBarManager();
        tools.add(action(Messages.ExperimentsView_refresh, Icon.REFRESH, scan::schedule));
        tools.add(action(Messages.ExperimentsView_collapse, Icon.COLLAPSE, () -> viewer.collapseAll()));
    }

    private static Action action(String text, Icon icon, Runnable run) {
        Action action = new Action(text, icon.descriptor()) {
            @Override
            public void run() {
                run.run();
            }
        };
        action.setToolTipText(text);
        return action;
    }

    private static List<UnitSelection> unit(Object element) {
        if (element instanceof CheckpointItem item) {
            Path file = item.entry().file();
            return List.of(new UnitSelection(new UnitOfAnalysis.OfModel(OpenedModel.checkpoint(file)), file));
        }
        return List.of();
    }

    private void open(OpenEvent event) {
        Object element = ((IStructuredSelection) event.getSelection()).getFirstElement();
        if (element instanceof CheckpointItem item) {
            try {
                UnitNavigation.open(getSite().getPage(), item.entry().file());
            } catch (PartInitException e) {
                StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
            }
        } else if (element != null) {
            viewer.setExpandedState(element, !viewer.getExpandedState(element));
        }
    }

    private void opened(OpenedModel model) {
        queue.later(viewer::refresh);
    }

    private void found(List<Experiment> experiments) {
        List<ExperimentItem> items = experiments.stream().map(ExperimentItem::new).toList();
        queue.later(() -> show(items));
    }

    private void show(List<ExperimentItem> items) {
        if (items.isEmpty()) {
            notice.show(Messages.ExperimentsView_empty, this::importProject);
            book.showPage(notice.control());
            filled = false;
            return;
        }
        if (filled) {
            Object[] unfolded = viewer.getExpandedElements();
            IStructuredSelection selected = viewer.getStructuredSelection();
            viewer.setInput(items);
            viewer.setExpandedElements(unfolded);
            viewer.setSelection(new StructuredSelection(selected.toList()));
        } else {
            viewer.setInput(items);
            viewer.expandToLevel(lines(items) <= UNFOLDED ? TreeViewer.ALL_LEVELS : 1);
            filled = true;
        }
        book.showPage(viewer.getControl());
    }

    private static int lines(List<? extends Item> items) {
        return items.stream().mapToInt(item -> 1 + lines(item.children())).sum();
    }

    private void importProject() {
        try {
            getSite().getService(IHandlerService.class).executeCommand(IWorkbenchCommandConstants.FILE_IMPORT, null);
        } catch (CommandException e) {
            StatusManager.getManager().handle(new Status(IStatus.ERROR, LaminaUi.BUNDLE, e.getMessage(), e));
        }
    }

    @Override
    public ShowInContext getShowInContext() {
        return new ShowInContext(null, getSite().getSelectionProvider().getSelection());
    }

    @Override
    public boolean show(ShowInContext context) {
        Optional<Path> file = UnitSelection.first(context.getSelection()).map(UnitSelection::file)
                .or(() -> Optional.ofNullable(Adapters.adapt(context.getInput(), IFile.class))
                        .map(input -> input.getLocation().toPath()));
        Optional<Item> item = file.flatMap(wanted -> find((List<?>) viewer.getInput(), wanted));
        item.ifPresent(found -> viewer.setSelection(new StructuredSelection(found), true));
        return item.isPresent();
    }

    private static Optional<Item> find(List<?> items, Path file) {
        return items == null ? Optional.empty() : items.stream().map(Item.class::cast)
                .flatMap(item -> item instanceof CheckpointItem checkpoint && checkpoint.entry().file().equals(file)
                        ? Stream.of(item) : find(item.children(), file).stream())
                .findFirst();
    }

    @Override
    public void setFocus() {
        if (viewer.getControl().isVisible()) {
            viewer.getControl().setFocus();
        } else {
            notice.control().setFocus();
        }
    }

    @Override
    public void dispose() {
        workspace.removeResourceChangeListener(changes);
        LaminaCore.checkpoints().removeListener(opened);
        scan.cancel();
        super.dispose();
    }
}
