package org.lamina.ui.findings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.IHandler;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.ISelectionListener;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.ResourceUtil;
import org.eclipse.ui.part.IShowInSource;
import org.eclipse.ui.part.IShowInTarget;
import org.eclipse.ui.part.PageBook;
import org.eclipse.ui.part.ShowInContext;
import org.eclipse.ui.part.ViewPart;
import org.lamina.eclipse.core.FindingMarkers;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.Notice;
import org.lamina.ui.ShowInMenu;
import org.lamina.ui.UiQueue;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.UnitSelectionProvider;
import org.lamina.ui.findings.FindingFilter.Scope;
import org.lamina.ui.findings.FindingText.Target;
import org.lamina.ui.findings.FindingText.ToMarker;

/** Lists what the checks found, explains the selected finding, and leads to its source line and its layer. */
public final class FindingsView extends ViewPart implements IShowInSource, IShowInTarget {

    /** The family of the jobs that collect findings. */
    public static final Object FAMILY = LaminaUi.FINDINGS_VIEW + ".jobs";

    private static final long DELAY_MILLIS = 100;

    private final IWorkspace workspace = ResourcesPlugin.getWorkspace();
    private final FindingsJob collect = new FindingsJob(workspace, this::collected);
    private final IResourceChangeListener changes = this::changed;
    private final ISelectionListener selections = this::selectedElsewhere;
    private final IPartListener2 editors = new IPartListener2() {
        @Override
        public void partActivated(IWorkbenchPartReference part) {
            if (part instanceof IEditorReference && filter.filter().scope() != Scope.WORKSPACE) {
                showFiltered();
            }
        }
    };
    private final Consumer<OpenedModel> opened = model -> collect.schedule(DELAY_MILLIS);
    private UiQueue queue;
    private PageBook book;
    private Notice notice;
    private SashForm sash;
    private FindingsList list;
    private FindingPage page;
    private FindingActions actions;
    private FilterMenu filter;
    private List<MarkedFinding> findings = List.of();

    @Override
    public void createPartControl(Composite parent) {
        book = new PageBook(parent, SWT.NONE);
        queue = new UiQueue(book);
        notice = new Notice(book);
        sash = new SashForm(book, SWT.HORIZONTAL);
        list = new FindingsList(sash);
        page = new FindingPage(sash, this::follow);
        actions = new FindingActions(list, this::follow, page);
        actions.contribute(getViewSite().getActionBars());
        filter = new FilterMenu(this::showFiltered);
        filter.fill(getViewSite().getActionBars().getMenuManager());
        sash.setMaximizedControl(list.control());
        sash.setWeights(60, 40);
        sash.addListener(SWT.Resize, event -> turn());
        getSite().setSelectionProvider(
                new UnitSelectionProvider(list.viewer(), element -> units((MarkedFinding) element)));
        addMenu();
        notice.show(Messages.FindingsView_empty);
        book.showPage(notice.control());
        listen();
        collect.schedule();
    }

    private void addMenu() {
        MenuManager manager = new MenuManager();
        manager.setRemoveAllWhenShown(true);
        manager.addMenuListener(menu -> {
            actions.fill(menu);
            menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
            menu.add(new ShowInMenu(getSite()));
        });
        Control table = list.viewer().getControl();
        table.setMenu(manager.createContextMenu(table));
        getSite().registerContextMenu(manager, getSite().getSelectionProvider());
    }

    private void listen() {
        list.viewer().addSelectionChangedListener(event -> explain());
        list.viewer().getControl().addListener(SWT.KeyDown, event -> {
            if (event.keyCode == SWT.ESC) {
                list.fold();
            } else if (event.keyCode == '1' && event.stateMask == SWT.MOD1) {
                actions.mend();
            }
        });
        list.viewer().addOpenListener(event -> goTo());
        IHandlerService handlers = getSite().getService(IHandlerService.class);
        handlers.activateHandler(LaminaUi.GO_TO_SOURCE, handler(this::goTo));
        getSite().getService(IContextService.class).activateContext(LaminaUi.MODELS_CONTEXT);
        workspace.addResourceChangeListener(changes, IResourceChangeEvent.POST_CHANGE);
        LaminaCore.checkpoints().addListener(opened);
        getSite().getPage().addPostSelectionListener(selections);
        getSite().getPage().addPartListener(editors);
    }

    /** A finding is one line until it is selected; Escape makes it one line again. */
    private void explain() {
        page.show(list.selected().stream().toList());
        actions.update();
        Control maximized = list.selected().isPresent() ? null : list.control();
        if (sash.getMaximizedControl() != maximized) {
            sash.setMaximizedControl(maximized);
        }
    }

    private static IHandler handler(Runnable run) {
        return new AbstractHandler() {
            @Override
            public Object execute(ExecutionEvent event) {
                run.run();
                return null;
            }
        };
    }

    private void turn() {
        Point size = sash.getSize();
        int orientation = size.x >= size.y ? SWT.HORIZONTAL : SWT.VERTICAL;
        if (sash.getOrientation() != orientation) {
            sash.setOrientation(orientation);
        }
    }

    private void changed(IResourceChangeEvent event) {
        if (event.findMarkerDeltas(FindingMarkers.TYPE, true).length > 0) {
            collect.schedule(DELAY_MILLIS);
        }
    }

    private void collected(List<MarkedFinding> findings) {
        queue.later(() -> show(findings));
    }

    private void show(List<MarkedFinding> newest) {
        findings = newest;
        showFiltered();
    }

    /** Shows the findings that are wanted, and says so where some are not. */
    private void showFiltered() {
        Optional<IFile> edited = Optional.ofNullable(getSite().getPage().getActiveEditor())
                .map(editor -> ResourceUtil.getFile(editor.getEditorInput()));
        List<MarkedFinding> wanted =
                findings.stream().filter(marked -> filter.filter().accepts(marked, edited)).toList();
        setContentDescription(wanted.size() == findings.size() ? ""
                : NLS.bind(Messages.FindingsView_filtered, wanted.size(), findings.size()));
        list.show(wanted);
        if (findings.isEmpty()) {
            notice.show(LaminaCore.checkpoints().opened().isEmpty() ? Messages.FindingsView_empty
                    : Messages.FindingsView_sound);
            book.showPage(notice.control());
            explain();
            return;
        }
        book.showPage(sash);
    }

    /** The unit in the first checkpoint that shows it; none if only the program does. */
    private static List<UnitSelection> units(MarkedFinding marked) {
        return marked.checkpoints().stream().limit(1)
                .map(checkpoint -> new UnitSelection(unit(marked, checkpoint), checkpoint)).toList();
    }

    /** The layer that a graph of the checkpoint shows for a finding. */
    private static UnitOfAnalysis unit(MarkedFinding marked, Path checkpoint) {
        UnitOfAnalysis unit = MarkedFinding.unitIn(checkpoint, marked.finding().unit());
        return LaminaCore.checkpoints().opened(checkpoint).map(opened -> opened.shown(unit)).orElse(unit);
    }

    /** Follows what is selected in the Problems view or in a graph; the caller's part keeps the focus. */
    private void selectedElsewhere(IWorkbenchPart part, ISelection selection) {
        if (part != this) {
            select(selection);
        }
    }

    private boolean select(ISelection selection) {
        if (!(selection instanceof IStructuredSelection structured) || structured.isEmpty()) {
            return false;
        }
        Object element = structured.getFirstElement();
        IMarker marker = Adapters.adapt(element, IMarker.class);
        return list.select(finding -> finding.marker().equals(marker)
                || element instanceof UnitSelection unit && concerns(finding, unit));
    }

    @Override
    public ShowInContext getShowInContext() {
        return new ShowInContext(null, getSite().getSelectionProvider().getSelection());
    }

    @Override
    public boolean show(ShowInContext context) {
        return select(context.getSelection());
    }

    private static boolean concerns(MarkedFinding finding, UnitSelection unit) {
        return finding.checkpoints().contains(unit.file())
                && unit(finding, unit.file()).label().equals(unit.unit().label());
    }

    private void goTo() {
        list.selected().ifPresent(marked -> follow(new ToMarker(marked)));
    }

    private void follow(Target target) {
        FindingLinks.follow(getSite().getPage(), target);
    }

    @Override
    public void setFocus() {
        (sash.isVisible() ? list.viewer().getControl() : notice.control()).setFocus();
    }

    @Override
    public void dispose() {
        workspace.removeResourceChangeListener(changes);
        LaminaCore.checkpoints().removeListener(opened);
        getSite().getPage().removePostSelectionListener(selections);
        getSite().getPage().removePartListener(editors);
        collect.cancel();
        super.dispose();
    }
}
