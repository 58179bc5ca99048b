package org.lamina.workbench.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.IMarkerResolutionRelevance;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.part.ShowInContext;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.texteditor.MarkerAnnotation;
import org.eclipse.ui.views.markers.WorkbenchMarkerResolution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.core.Checkpoints;
import org.lamina.eclipse.core.FindingMarkers;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.findings.FindingsView;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.DigitsProject;
import org.lamina.workbench.support.Preview;
import org.lamina.workbench.support.Workbench;

class FindingsViewTest {

    private static final String[] FILES = {"digits.py", "digits_buggy.py", "train.py", "train_buggy.py", "data.py",
        "digits_buggy_traced.pt"};

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private FindingsView view;
    private DigitsProject project;

    @BeforeEach
    void showFindings() throws Exception {
        view = Workbench.view(LaminaUi.FINDINGS_VIEW, FindingsView.class);
        project = DigitsProject.create("findings-test-" + System.nanoTime(), FILES);
        LaminaCore.checkpoints().model(project.path("digits_buggy_traced.pt"), outcome -> {
            // the view listens to the markers
        });
        Workbench.awaitJobs(Checkpoints.FAMILY);
        Workbench.await("findings in the view", () -> Controls.all(view.getSite().getShell())
                .anyMatch(control -> control instanceof Table table && isList(table) && table.getItemCount() >= 3));
        Workbench.awaitJobs(FindingsView.FAMILY);
    }

    @AfterEach
    void deleteProject() throws Exception {
        Workbench.closeEditors();
        project.close();
        Workbench.awaitJobs(FindingsView.FAMILY);
    }

    private static boolean isList(Table table) {
        return table.isVisible() && table.getColumnCount() > 0 && table.getColumn(0).getText().equals("Finding");
    }

    private Table list() {
        return Controls.find(view.getSite().getShell(), Table.class, FindingsViewTest::isList);
    }

    private StyledText page() {
        return Controls.find(list().getParent().getParent(), StyledText.class, StyledText::isVisible);
    }

    private TableItem item(String place) {
        return Arrays.stream(list().getItems()).filter(item -> item.getText(3).startsWith(place)).findFirst()
                .orElseThrow(() -> new AssertionError("no finding at " + place));
    }

    private void select(TableItem item) {
        list().setSelection(item);
        Event event = new Event();
        event.item = item;
        Controls.send(list(), SWT.Selection, event);
    }

    private static String selectedText() {
        IEditorPart editor = Workbench.page().getActiveEditor();
        return ((ITextSelection) ((ITextEditor) editor).getSelectionProvider().getSelection()).getText();
    }

    @Test
    void listsTheWorstFirstAndExplainsIt() {
        List<String> severities = Arrays.stream(list().getItems()).map(item -> item.getText(1)).toList();
        assertEquals("Critical", severities.get(0));
        assertEquals("Warning", severities.get(severities.size() - 1));
        assertEquals(-1, list().getSelectionIndex(), "each is one line by default");
        select(list().getItem(0));
        String text = page().getText();
        assertTrue(text.startsWith(list().getItem(0).getText(0)), text);
        for (String heading : List.of("Why", "What was seen", "What to do")) {
            assertTrue(text.contains("\n" + heading + "\n"), heading);
        }
    }

    @Test
    void sortsByTheHeadingThatIsClickedAndGoesBack() {
        List<String> worstFirst = places();
        TableColumn heading = list().getColumn(3);
        heading.notifyListeners(SWT.Selection, new Event());
        List<String> sorted = places();
        assertEquals(new TreeSet<>(files(sorted)).stream().toList(), files(sorted).stream().distinct().toList());
        heading.notifyListeners(SWT.Selection, new Event());
        assertEquals(sorted.get(0), places().get(sorted.size() - 1));
        heading.notifyListeners(SWT.Selection, new Event());
        assertEquals(worstFirst, places());
    }

    private List<String> places() {
        return Arrays.stream(list().getItems()).map(item -> item.getText(3)).toList();
    }

    private static List<String> files(List<String> places) {
        return places.stream().map(place -> place.split(":")[0]).toList();
    }

    @Test
    void offersToMendBeforeItOffersToBeSilent() throws Exception {
        List<String> labels = Arrays.stream(IDE.getMarkerHelpRegistry().getResolutions(dropout()))
                .sorted(Comparator.comparing(
                        resolution -> -((IMarkerResolutionRelevance) resolution).getRelevanceForResolution()))
                .map(IMarkerResolution::getLabel).toList();
        assertEquals(List.of("Lower the dropout rate to 0.25", "Ignore dropout-rate in this line",
                "Ignore dropout-rate in this file", "Accept in the baseline of the project"), labels);
    }

    @Test
    void goesToTheLineOfAFinding() {
        TableItem dropout = item("digits_buggy.py");
        select(dropout);
        Event event = new Event();
        event.item = dropout;
        Controls.send(list(), SWT.DefaultSelection, event);
        assertEquals(dropout.getText(3).split(":")[0], Workbench.page().getActiveEditor().getTitle());
        assertTrue(selectedText().startsWith("self."), selectedText());
    }

    @Test
    void followsALinkOfTheExplanation() {
        select(list().getItem(0));
        StyledText page = page();
        int link = page.getText().indexOf(list().getItem(0).getText(3));
        Point point = page.getLocationAtOffset(link + 1);
        Event event = new Event();
        event.button = 1;
        event.x = point.x + 1;
        event.y = point.y + 2;
        Controls.send(page, SWT.MouseUp, event);
        assertEquals(list().getItem(0).getText(3).split(":")[0], Workbench.page().getActiveEditor().getTitle());
    }

    @Test
    void publishesTheLayerOfAFinding() {
        select(item("digits_buggy.py"));
        UnitSelection unit = UnitSelection.first(view.getSite().getSelectionProvider().getSelection()).orElseThrow();
        assertEquals(project.path("digits_buggy_traced.pt"), unit.file());
    }

    @Test
    void showsTheFindingOfALayerThatIsSelectedElsewhere() throws Exception {
        TableItem dropout = Arrays.stream(list().getItems()).filter(item -> item.getText(2).equals("drop")).findFirst()
                .orElseThrow();
        UnitSelection layer = project.layer("digits_buggy_traced.pt", "drop");
        assertTrue(view.show(new ShowInContext(null, new StructuredSelection(layer))));
        assertEquals(dropout.getText(), list().getSelection()[0].getText());
    }

    private IMarker dropout() throws Exception {
        return Arrays.stream(project.file("digits_buggy.py").findMarkers(FindingMarkers.TYPE, true, 0))
                .filter(marker -> marker.getAttribute(FindingMarkers.RULE, "").equals("dropout-rate")).findFirst()
                .orElseThrow();
    }

    private static String text(ITextEditor editor) {
        return editor.getDocumentProvider().getDocument(editor.getEditorInput()).get();
    }

    @Test
    void mendsTheProgramByAQuickFixThatShowsItsChangeFirst() throws Exception {
        IMarker dropout = dropout();
        ITextEditor editor = (ITextEditor) IDE.openEditor(Workbench.page(), dropout);
        assertTrue(IDE.getMarkerHelpRegistry().hasResolutions(dropout));
        String before = text(editor);
        StringBuilder preview = new StringBuilder();
        Preview.agree(preview);
        IDE.getMarkerHelpRegistry().getResolutions(dropout)[0].run(dropout);
        assertEquals("Lower the dropout rate to 0.25", preview.toString());
        assertEquals(before.replace("Dropout(0.8)", "Dropout(0.25)"), text(editor));
        assertFalse(editor.isDirty(), "what was saved stays saved");
        Workbench.await("the marker to go", () -> !dropout.exists());
    }

    @Test
    void mendsWhereTheTextHasMovedToAndRefusesWhereItHasChanged() throws Exception {
        IMarker dropout = dropout();
        ITextEditor editor = (ITextEditor) IDE.openEditor(Workbench.page(), dropout);
        IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
        document.replace(0, 0, "# moved\n\n");
        StringBuilder preview = new StringBuilder();
        Preview.agree(preview);
        IDE.getMarkerHelpRegistry().getResolutions(dropout)[0].run(dropout);
        assertTrue(document.get().startsWith("# moved\n\n") && document.get().contains("nn.Dropout(0.25)"));
        document.set(document.get().replace("nn.Dropout(0.25)", "nn.Dropout(0.7)"));
        String changed = document.get();
        Preview.agree(preview);
        IDE.getMarkerHelpRegistry().getResolutions(dropout)[0].run(dropout);
        assertEquals(changed, document.get());
    }

    @Test
    void mendsSeveralFindingsOfARuleInOneStep() throws Exception {
        try (InputStream content = Files.newInputStream(DigitsProject.demo().resolve("digits_buggy.py"))) {
            project.file("second.py").create(content, IResource.FORCE, null);
        }
        LaminaCore.sources().check(project.file("second.py"));
        Workbench.awaitJobs(Checkpoints.FAMILY);
        IMarker dropout = dropout();
        IMarker[] all = project.file("second.py").getProject().findMarkers(FindingMarkers.TYPE, true,
                IResource.DEPTH_INFINITE);
        WorkbenchMarkerResolution mend =
                (WorkbenchMarkerResolution) IDE.getMarkerHelpRegistry().getResolutions(dropout)[0];
        List<IMarker> several = new ArrayList<>(List.of(mend.findOtherMarkers(all)));
        assertEquals(List.of("second.py"), several.stream().map(marker -> marker.getResource().getName()).toList());
        several.add(dropout);
        StringBuilder preview = new StringBuilder();
        Preview.agree(preview);
        mend.run(several.toArray(IMarker[]::new), new NullProgressMonitor());
        assertEquals("Lower the dropout rate to 0.25 (2 findings)", preview.toString());
        for (String file : List.of("second.py", "digits_buggy.py")) {
            assertTrue(Files.readString(project.path(file)).contains("nn.Dropout(0.25)"), file);
        }
    }

    @Test
    void saysInTheProgramThatFindingsOfARuleAreMeant() throws Exception {
        IMarker dropout = dropout();
        ITextEditor editor = (ITextEditor) IDE.openEditor(Workbench.page(), dropout);
        String before = text(editor);
        Preview.agree(new StringBuilder());
        IMarkerResolution inFile = Arrays.stream(IDE.getMarkerHelpRegistry().getResolutions(dropout))
                .filter(resolution -> resolution.getLabel().equals("Ignore dropout-rate in this file")).findFirst()
                .orElseThrow();
        inFile.run(dropout);
        assertEquals("# lamina: ignore-file[dropout-rate]\n" + before, text(editor));
        Workbench.await("the marker to go", () -> !dropout.exists());
    }

    @Test
    void showsOnlyTheSeveritiesThatAreWanted() {
        long warnings = Arrays.stream(list().getItems()).filter(item -> item.getText(1).equals("Warning")).count();
        int all = list().getItemCount();
        choose("Warning");
        try {
            assertEquals(all - warnings, list().getItemCount());
            assertTrue(warnings > 0, "there are warnings");
            assertTrue(view.getContentDescription().contains(" of " + all), view.getContentDescription());
        } finally {
            choose("Show All");
        }
        assertEquals(all, list().getItemCount());
    }

    /** Chooses an item of the view's menu. */
    private void choose(String label) {
        IAction action = Arrays.stream(view.getViewSite().getActionBars().getMenuManager().getItems())
                .filter(ActionContributionItem.class::isInstance)
                .map(item -> ((ActionContributionItem) item).getAction())
                .filter(found -> found.getText().equals(label)).findFirst().orElseThrow();
        action.setChecked(!action.isChecked());
        action.run();
    }

    @Test
    void showsRelatedPlacesInTheRuler() throws Exception {
        IMarker[] related = project.file("digits_buggy.py").getProject().findMarkers(FindingMarkers.RELATED_TYPE, true,
                IResource.DEPTH_INFINITE);
        assertTrue(Arrays.stream(related).anyMatch(marker -> marker.getResource().getName().equals("train_buggy.py")),
                "the loss is elsewhere");
        assertEquals("org.lamina.ui.annotation.related", new MarkerAnnotation(related[0]).getType());
        assertEquals("org.lamina.ui.annotation.warning", new MarkerAnnotation(dropout()).getType());
    }

    @Test
    void emptiesItselfWhenTheMarkersGo() throws Exception {
        for (IMarker marker : project.file("digits.py").getProject().findMarkers(FindingMarkers.TYPE, true,
                IResource.DEPTH_INFINITE)) {
            marker.delete();
        }
        Workbench.await("the notice", () -> Controls.all(view.getSite().getShell()).anyMatch(
                control -> control instanceof Link link && link.isVisible() && link.getText().contains("finding")));
    }
}
