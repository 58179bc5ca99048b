package org.lamina.workbench.widgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IWorkbenchPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.core.Checkpoints;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.ui.UnitNavigation;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.widgets.panel.WidgetsView;
import org.lamina.ui.widgets.toolbox.ToolboxView;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.DigitsProject;
import org.lamina.workbench.support.Workbench;

class ToolboxViewTest {

    private static final String TRACED = "digits_traced.pt";

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private DigitsProject digits;
    private Tree tools;
    private Button apply;

    @BeforeEach
    void openView() throws Exception {
        digits = DigitsProject.create("toolbox", "digits.py", TRACED);
        openToolbox();
    }

    private void openToolbox() throws Exception {
        Workbench.view(ToolboxView.ID, ToolboxView.class);
        Composite window = Workbench.page().getWorkbenchWindow().getShell();
        tools = Controls.find(window, Tree.class,
                tree -> tree.getParent().getClass().getSimpleName().equals("OfferTree"));
        apply = Controls.find(window, Button.class, button -> button.getText().equals("Apply"));
    }

    @AfterEach
    void closeEverything() throws Exception {
        Workbench.view(WidgetsView.ID, WidgetsView.class).closeAll();
        Workbench.awaitJobs(WidgetsView.FAMILY);
        Workbench.closeEditors();
        digits.close();
    }

    @Test
    void offersTheWeightHistogramForALayerWithWeights() throws Exception {
        select("fc1");
        assertEquals("Weight histogram", tool(0).getText());
        choose(0);
        assertTrue(apply.isEnabled());
    }

    @Test
    void saysWhyAToolCannotBeApplied() throws Exception {
        select("pool1");
        assertEquals("Weight histogram \u2013 pool1 has no weights.", tool(0).getText());
        choose(0);
        assertFalse(apply.isEnabled());
        assertTrue(labels().contains("pool1 has no weights."), () -> labels().toString());
    }

    @Test
    void saysWhatToInstallForActivations() throws Exception {
        select("fc1");
        assertTrue(tool(1).getText().contains("Lamina Engine"), tool(1).getText());
    }

    @Test
    void appliesNothingAsLongAsNothingIsSelected() throws Exception {
        Workbench.page().hideView(Workbench.page().findView(ToolboxView.ID));
        openToolbox();
        assertFalse(apply.isEnabled());
    }

    @Test
    void appliesNothingUntilItKnowsWhatIsPossible() throws Exception {
        select("fc1");
        choose(0);
        Job.getJobManager().suspend();
        try {
            UnitSelection pool = digits.layer(TRACED, "pool1");
            UnitNavigation.open(Workbench.page(), pool);
            Workbench.await("pool1 to be selected", () -> labels().contains("pool1"));
            choose(0);
            assertFalse(apply.isEnabled());
            Event enter = new Event();
            enter.item = tool(0);
            Controls.send(tools, SWT.DefaultSelection, enter);
            assertEquals(List.of(), widgets());
        } finally {
            Job.getJobManager().resume();
        }
    }

    @Test
    void makesAWidgetOfTheToolThatIsApplied() throws Exception {
        select("fc1");
        choose(0);
        Controls.send(apply, SWT.Selection, new Event());
        assertEquals(List.of(digits.layer(TRACED, "fc1")), widgets());
    }

    /** What the widgets are about. */
    private List<UnitSelection> widgets() {
        return Workbench.page().findView(WidgetsView.ID) instanceof WidgetsView view
                ? view.widgets().stream().map(card -> card.selection()).toList() : List.of();
    }

    private void select(String layer) throws Exception {
        IWorkbenchPage page = Workbench.page();
        UnitSelection selection = digits.layer(TRACED, layer);
        UnitNavigation.open(page, selection);
        Workbench.await(layer + " to be selected",
                () -> UnitSelection.first(page.getSelection()).filter(selection::equals).isPresent());
        Workbench.await("the toolbox to know " + layer, () -> labels().contains(layer));
        Workbench.awaitJobs(Checkpoints.FAMILY);
    }

    private TreeItem tool(int index) {
        return tools.getItem(0).getItem(index);
    }

    private void choose(int index) {
        tools.setSelection(tool(index));
        Event event = new Event();
        event.item = tool(index);
        Controls.send(tools, SWT.Selection, event);
    }

    private List<String> labels() {
        Composite view = tools.getParent().getParent();
        return Controls.all(view).filter(Label.class::isInstance).map(label -> ((Label) label).getText()).toList();
    }
}
