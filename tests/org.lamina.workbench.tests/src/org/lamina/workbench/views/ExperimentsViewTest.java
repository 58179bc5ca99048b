package org.lamina.workbench.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IEditorPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.experiments.ExperimentsView;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.DigitsProject;
import org.lamina.workbench.support.Workbench;

class ExperimentsViewTest {

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private ExperimentsView view;

    @BeforeEach
    void showView() throws Exception {
        view = Workbench.view(LaminaUi.EXPERIMENTS_VIEW, ExperimentsView.class);
        Workbench.awaitJobs(ExperimentsView.FAMILY);
    }

    @AfterEach
    void closeEditors() {
        Workbench.closeEditors();
    }

    /** The tree of the view; the Project Explorer has one with the same project in it, the Toolbox one with tools. */
    private static boolean isOfView(Tree tree) {
        return tree.isVisible() && Arrays.stream(tree.getItems())
                .anyMatch(item -> item.getItemCount() > 0
                        && item.getItem(0).getText().matches(".*\\d checkpoints?\\b.*"));
    }

    private Tree tree() {
        Workbench.await("the tree", () -> Controls.all(view.getSite().getShell())
                .anyMatch(control -> control instanceof Tree tree && isOfView(tree)));
        return Controls.find(view.getSite().getShell(), Tree.class, ExperimentsViewTest::isOfView);
    }

    private static List<String> names(TreeItem[] items) {
        return Arrays.stream(items).map(item -> item.getText().split(" ")[0]).toList();
    }

    @Test
    void saysWhereCheckpointsComeFromWhileThereAreNone() {
        Link notice = Controls.find(view.getSite().getShell(), Link.class,
                link -> link.getText().contains("no checkpoints"));
        assertTrue(notice.isVisible());
    }

    @Test
    void showsExperimentModelAndCheckpoints() throws Exception {
        try (DigitsProject project = DigitsProject.create("experiments-test-1", "digits.onnx", "digits_traced.pt",
                "digits_buggy_traced.pt", "digits.py")) {
            TreeItem experiment = tree().getItem(0);
            assertEquals(List.of("digits", "digits_buggy"), names(experiment.getItems()));
            assertEquals(List.of("digits.onnx", "digits_traced.pt"), names(experiment.getItem(0).getItems()));
            String facts = experiment.getItem(0).getItem(1).getText();
            assertTrue(facts.contains("TorchScript") && facts.contains("158 kB"), facts);
        }
    }

    @Test
    void selectsAndOpensACheckpoint() throws Exception {
        try (DigitsProject project = DigitsProject.create("experiments-test-2", "digits_traced.pt")) {
            TreeItem checkpoint = tree().getItem(0).getItem(0).getItem(0);
            tree().setSelection(checkpoint);
            Event event = new Event();
            event.item = checkpoint;
            Controls.send(tree(), SWT.Selection, event);
            UnitSelection unit =
                    UnitSelection.first(view.getSite().getSelectionProvider().getSelection()).orElseThrow();
            assertEquals(project.path("digits_traced.pt"), unit.file());
            assertTrue(unit.unit() instanceof UnitOfAnalysis.OfModel);

            Controls.send(tree(), SWT.DefaultSelection, event);
            IEditorPart editor = Workbench.page().getActiveEditor();
            assertEquals(LaminaUi.GRAPH_EDITOR, editor.getSite().getId());
            assertEquals("digits_traced.pt", editor.getTitle());
        }
    }
}
