package org.lamina.ui.widgets.toolbox;

import java.util.Optional;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.ISelectionListener;
import org.eclipse.ui.ISelectionService;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.ViewPart;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.Outcome;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.Notice;
import org.lamina.ui.UiQueue;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.widgets.Messages;
import org.lamina.ui.widgets.Texts;
import org.lamina.ui.widgets.ToolContext;
import org.lamina.ui.widgets.Toolset;
import org.lamina.ui.widgets.UnitIcons;
import org.lamina.ui.widgets.UnitKind;
import org.lamina.ui.widgets.panel.WidgetsView;

/**
 * The tools for the unit that was selected last anywhere in the window. What can be applied is found out in the
 * background; a tool that can't be applied says why.
 */
public final class ToolboxView extends ViewPart {

    public static final String ID = LaminaUi.TOOLBOX_VIEW;

    private static final int NARROW = 60;

    private final StackLayout pages = new StackLayout();
    private final Toolset toolset = Toolset.builtin();
    private final ISelectionListener selectionListener = (part, selected) -> UnitSelection.first(selected)
            .ifPresent(this::show);
    private Composite page;
    private Label icon;
    private Label unit;
    private Label origin;
    private OfferTree tools;
    private UiQueue queue;
    private Label sentence;
    private Button apply;
    private UnitSelection selection;
    private Job opening;
    private int generation;
    /** Whether the tools are those for the selection; else they are still those for the one before. */
    private boolean answered;

    @Override
    public void createPartControl(Composite parent) {
        parent.setLayout(pages);
        Notice notice = new Notice(parent);
        notice.show(Messages.ToolboxView_empty);
        pages.topControl = notice.control();
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        createHead(page);
        tools = new OfferTree(page, this::chosen, this::apply);
        GridDataFactory.fillDefaults().grab(true, true).hint(NARROW, NARROW).applyTo(tools);
        createFoot(page);
        queue = new UiQueue(parent);
        ISelectionService service = getSite().getWorkbenchWindow().getSelectionService();
        service.addSelectionListener(selectionListener);
        UnitSelection.first(service.getSelection()).ifPresent(this::show);
    }

    private void createHead(Composite parent) {
        Composite head = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(8, 6).spacing(4, 0).applyTo(head);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(head);
        icon = new Label(head, SWT.NONE);
        unit = new Label(head, SWT.NONE);
        unit.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(unit);
        origin = Texts.muted(head, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(NARROW, SWT.DEFAULT).applyTo(origin);
    }

    private void createFoot(Composite parent) {
        new Label(parent, SWT.SEPARATOR | SWT.HORIZONTAL)
                .setLayoutData(GridDataFactory.fillDefaults().grab(true, false).create());
        Composite foot = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(8, 6).numColumns(2).applyTo(foot);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(foot);
        sentence = new Label(foot, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(NARROW, SWT.DEFAULT)
                .applyTo(sentence);
        apply = new Button(foot, SWT.PUSH);
        apply.setText(Messages.ToolboxView_apply);
        apply.setEnabled(false);
        apply.addListener(SWT.Selection, event -> tools.selected().ifPresent(this::apply));
        GridDataFactory.fillDefaults().align(SWT.END, SWT.END).applyTo(apply);
    }

    private void show(UnitSelection next) {
        if (!next.equals(selection)) {
            selection = next;
            answered = false;
            apply.setEnabled(false);
            showTools();
            unit.setText(Texts.plain(next.unit().label()));
            origin.setText(Texts.plain(next.file().getFileName().toString()));
            origin.setToolTipText(Texts.plain(next.file().toString()));
            update();
        }
    }

    /** Shows the tools in place of the notice that nothing is selected. */
    private void showTools() {
        if (pages.topControl != page) {
            pages.topControl = page;
            page.getParent().layout();
        }
    }

    /** Finds out anew what can be applied; an answer to an older question is dropped. */
    private void update() {
        generation++;
        if (opening != null) {
            opening.cancel();
            opening = null;
        }
        if (toolset.of(UnitKind.of(selection.unit())).isEmpty()) {
            show(Offers.mismatched(toolset, selection.unit()));
            return;
        }
        UnitOfAnalysis asked = selection.unit();
        int question = generation;
        opening = LaminaCore.checkpoints().model(selection.file(), outcome -> answer(asked, outcome)
                .ifPresent(offers -> queue.later(() -> {
                    if (question == generation) {
                        show(offers);
                    }
                })));
    }

    private Optional<Offers> answer(UnitOfAnalysis asked, Outcome<OpenedModel> outcome) {
        if (outcome instanceof Outcome.Done<OpenedModel> done) {
            return Optional.of(Offers.of(toolset,
                    new ToolContext(asked, done.value(), LaminaCore.readers(), LaminaCore.engine())));
        } else if (outcome instanceof Outcome.Failed<OpenedModel> failed) {
            return Optional.of(Offers.unavailable(toolset, failed.problem()));
        }
        return Optional.empty();
    }

    private void show(Offers offers) {
        icon.setImage(UnitIcons.of(selection));
        icon.getParent().layout();
        origin.setText(Texts.plain(origin(offers.unitType(), selection)));
        tools.show(offers.groups());
        answered = true;
        chosen(tools.selected());
    }

    private static String origin(String type, UnitSelection selection) {
        String file = selection.file().getFileName().toString();
        if (type.isEmpty()) {
            return file;
        }
        return selection.unit().label().equals(file) ? type : NLS.bind(Messages.ToolboxView_origin, type, file);
    }

    private void chosen(Optional<Offer> offer) {
        sentence.setText(Texts.plain(offer.map(Offer::sentence).orElse("")));
        apply.setEnabled(answered && offer.filter(Offer::isAvailable).isPresent());
        page.layout(true, true);
    }

    private void apply(Offer offer) {
        if (answered && offer.isAvailable()) {
            try {
                WidgetsView view = (WidgetsView) getSite().getPage().showView(WidgetsView.ID);
                view.apply(offer.tool(), selection);
            } catch (PartInitException e) {
                Platform.getLog(ToolboxView.class).log(e.getStatus());
            }
        }
    }

    @Override
    public void setFocus() {
        if (selection == null) {
            page.getParent().setFocus();
        } else {
            tools.setFocus();
            update();
        }
    }

    @Override
    public void dispose() {
        getSite().getWorkbenchWindow().getSelectionService().removeSelectionListener(selectionListener);
        if (opening != null) {
            opening.cancel();
        }
        super.dispose();
    }
}
