package org.lamina.workbench.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.figure.export.FigureFormat;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Scene;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Outcome;
import org.lamina.ui.UnitNavigation;
import org.lamina.ui.graph.ArchitectureEditor;
import org.lamina.ui.graph.FigureExport;
import org.lamina.ui.graph.FigureExport.Written;
import org.lamina.ui.graph.Style;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.DigitsProject;
import org.lamina.workbench.support.Workbench;

class ArchitectureEditorTest {

    private static final String TRACED = "digits_traced.pt";
    private static final String SCRIPTED = "digits_scripted.pt";
    private static final String ONNX = "digits.onnx";

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private DigitsProject digits;

    @BeforeEach
    void makeProject() throws Exception {
        digits = DigitsProject.create("graph", "digits.py", TRACED, SCRIPTED, ONNX);
    }

    @AfterEach
    void closeEverything() throws Exception {
        Workbench.closeEditors();
        Workbench.awaitJobs(ArchitectureEditor.FAMILY);
        digits.close();
    }

    @Test
    void showsEveryLayerOfATracedModel() throws Exception {
        assertShowsEveryLayer(GraphEditor.open(digits, TRACED));
    }

    @Test
    void opensACopyInTheStyleOfTheEditor() throws Exception {
        GraphEditor editor = GraphEditor.open(digits, TRACED);
        editor.part().show(Style.GLYPHS);
        editor.awaitQuiet();
        editor.part().getSite().getService(IHandlerService.class).executeCommand("org.eclipse.ui.window.newEditor",
                null);
        editor.awaitQuiet();
        ArchitectureEditor copy = (ArchitectureEditor) Workbench.page().getActiveEditor();
        assertNotEquals(editor.part(), copy);
        assertEquals(Style.GLYPHS, copy.style());
        assertFalse(copy.canvas().drawn().orElseThrow().parts().isEmpty(), "no glyphs are drawn");
    }

    @Test
    void showsEveryLayerOfAScriptedModel() throws Exception {
        assertShowsEveryLayer(GraphEditor.open(digits, SCRIPTED));
    }

    @Test
    void showsEveryLayerOfAnOnnxModel() throws Exception {
        assertShowsEveryLayer(GraphEditor.open(digits, ONNX));
    }

    private static void assertShowsEveryLayer(GraphEditor editor) {
        List<Layer> layers = editor.opened().model().layers();
        assertTrue(layers.size() >= 10, () -> layers.toString());
        Rect sheet = editor.part().canvas().scene().orElseThrow().bounds();
        for (Layer layer : layers) {
            Rectangle bounds = editor.layer(layer.path()).getFigure().getBounds();
            assertTrue(bounds.width > 20 && bounds.height > 10, layer.path() + " is as small as " + bounds);
            assertTrue(bounds.right() <= sheet.width() + 24 && bounds.bottom() <= sheet.height() + 24,
                    layer.path() + " lies outside the drawing");
        }
    }

    @Test
    void isTheEditorThatADoubleClickOpens() throws Exception {
        for (String file : List.of(TRACED, SCRIPTED, ONNX)) {
            assertInstanceOf(ArchitectureEditor.class, IDE.openEditor(Workbench.page(), digits.file(file)), file);
        }
    }

    @Test
    void showsAFileOutsideTheWorkspace(@TempDir Path folder) throws Exception {
        Path outside = Files.copy(DigitsProject.demo().resolve(TRACED), folder.resolve("elsewhere.pt"));
        IEditorPart part = UnitNavigation.open(Workbench.page(), outside);
        GraphEditor editor = GraphEditor.open(part.getEditorInput());
        assertEquals("elsewhere.pt", part.getTitle());
        assertEquals(part, editor.part());
        assertShowsEveryLayer(editor);
        Workbench.closeEditors();
    }

    @Test
    void saysWhatIsWrongWithABadFile() throws Exception {
        IFile bad = digits.file("broken.pt");
        bad.create(new ByteArrayInputStream("no model".getBytes(StandardCharsets.UTF_8)), IResource.FORCE, null);
        GraphEditor editor = GraphEditor.open(digits, "broken.pt");
        assertTrue(editor.part().opened().isEmpty());
        assertTrue(editor.texts().contains("expected"), editor.texts());
        assertTrue(editor.texts().contains(bad.getLocation().toOSString()), editor.texts());
        assertFalse(editor.control().isVisible());
    }

    @Test
    void showsABadFileAsSoonAsItIsMended() throws Exception {
        IFile file = digits.file("mended.pt");
        file.create(new ByteArrayInputStream(new byte[0]), IResource.FORCE, null);
        GraphEditor editor = GraphEditor.open(digits, "mended.pt");
        replace(file, TRACED);
        Workbench.await("the drawing", () -> editor.part().opened().isPresent());
        editor.awaitQuiet();
        assertShowsEveryLayer(editor);
    }

    @Test
    void canBeCancelledAndReadAgain() throws Exception {
        ArchitectureEditor part;
        Button button;
        Job.getJobManager().suspend(); // so that the file is not read in no time
        try {
            part = (ArchitectureEditor) IDE.openEditor(Workbench.page(), digits.file(TRACED));
            Workbench.await("the message",
                    () -> Controls.all(GraphEditor.area(part)).anyMatch(Button.class::isInstance));
            button = Controls.find(GraphEditor.area(part), Button.class, found -> found.getText().equals("Cancel"));
            button.notifyListeners(SWT.Selection, null);
            assertEquals("Read Again", button.getText());
        } finally {
            Job.getJobManager().resume();
        }
        GraphEditor editor = GraphEditor.open(part.getEditorInput());
        assertTrue(part.opened().isEmpty());
        button.notifyListeners(SWT.Selection, null);
        editor.awaitQuiet();
        assertShowsEveryLayer(editor);
    }

    @Test
    void keepsZoomAndSelectionWhenTheFileChanges() throws Exception {
        GraphEditor editor = GraphEditor.open(digits, TRACED);
        editor.click("block1.conv1");
        editor.part().canvas().window().zoom().setZoom(1.5);
        replace(digits.file(TRACED), "digits_buggy_traced.pt");
        Workbench.await("the other model", () -> editor.part().opened()
                .map(opened -> opened.model().name().startsWith("Buggy")).orElse(false));
        editor.awaitQuiet();
        assertEquals(1.5, editor.zoom());
        assertEquals(List.of("block1.conv1"), editor.selection());
        assertShowsEveryLayer(editor);
    }

    private static void replace(IFile file, String demo) throws Exception {
        try (var content = Files.newInputStream(DigitsProject.demo().resolve(demo))) {
            file.setContents(content, IResource.FORCE, null);
        }
    }

    @Test
    void closesWhenTheFileIsDeleted() throws Exception {
        GraphEditor editor = GraphEditor.open(digits, TRACED);
        digits.file(TRACED).delete(true, null);
        Workbench.await("the editor to close",
                () -> Workbench.page().findEditor(editor.part().getEditorInput()) == null);
    }

    @Test
    void opensTheLineThatMakesALayerByDoubleClick() throws Exception {
        GraphEditor editor = GraphEditor.open(digits, TRACED);
        editor.doubleClick("fc1");
        assertSourceLine("self.fc1 = ");
    }

    @Test
    void opensTheLineThatMakesALayerByEnter() throws Exception {
        GraphEditor editor = GraphEditor.open(digits, SCRIPTED);
        editor.click("block1.conv1");
        editor.key(SWT.CR);
        assertSourceLine("self.conv1 = ");
    }

    private static void assertSourceLine(String start) {
        AtomicReference<String> line = new AtomicReference<>("");
        Workbench.await("the program", () -> {
            if (Workbench.page().getActiveEditor() instanceof ITextEditor text) {
                line.set(((ITextSelection) text.getSelectionProvider().getSelection()).getText());
            }
            return !line.get().isBlank();
        });
        assertTrue(line.get().strip().startsWith(start), line.get());
    }

    @Test
    void marksTheLayersThatHaveFindings() throws Exception {
        digits.close();
        digits = DigitsProject.create("graph", "digits.py", "digits_buggy.py", "train_buggy.py",
                "digits_buggy_traced.pt");
        GraphEditor editor = GraphEditor.open(digits, "digits_buggy_traced.pt");
        assertFalse(editor.opened().findings().isEmpty());
        String path = editor.opened().findings().get(0).unit().label();
        assertTrue(editor.spoken(path).contains("findings: 1"), editor.spoken(path));
        assertFalse(editor.spoken("block1.conv1").contains("findings"), editor.spoken("block1.conv1"));
    }

    @Test
    void showsTheGlyphFigureInPlace() throws Exception {
        GraphEditor editor = GraphEditor.open(digits, TRACED);
        editor.click("block1.conv1");
        Scene details = editor.part().canvas().scene().orElseThrow();
        editor.run("switchStyle");
        editor.awaitQuiet();
        assertEquals(Style.GLYPHS, editor.part().style());
        assertNotEquals(details, editor.part().canvas().scene().orElseThrow());
        assertEquals(List.of("block1.conv1"), editor.selection());
        editor.run("switchStyle");
        editor.awaitQuiet();
        assertShowsEveryLayer(editor);
    }

    @Test
    void writesTheFigure() throws Exception {
        GraphEditor editor = GraphEditor.open(digits, TRACED);
        List<Outcome<Written>> outcomes = new CopyOnWriteArrayList<>();
        for (String name : List.of("figure.svg", "figure.png")) {
            new FigureExport(editor.opened(), editor.part().view().withStyle(Style.GLYPHS), digits.path(name),
                    FigureFormat.Options.standard(), outcomes::add).schedule();
        }
        editor.awaitQuiet();
        assertEquals(Set.of(done("figure.svg"), done("figure.png")), Set.copyOf(outcomes));
        assertTrue(Files.readString(digits.path("figure.svg")).contains("<svg"));
        assertEquals((byte) 'P', Files.readAllBytes(digits.path("figure.png"))[1]);
        assertTrue(digits.file("figure.svg").exists(), "the workspace does not know the file");
    }

    @Test
    void readsAgainWhatAnotherProgramHasWritten(@TempDir Path folder) throws Exception {
        Path outside = Files.copy(DigitsProject.demo().resolve(TRACED), folder.resolve("trained.pt"));
        GraphEditor apart = GraphEditor.open(UnitNavigation.open(Workbench.page(), outside).getEditorInput());
        GraphEditor known = GraphEditor.open(digits, TRACED);
        Model before = known.opened().model();
        Model apartBefore = apart.opened().model();
        Path other = DigitsProject.demo().resolve("digits_buggy_traced.pt");
        Files.copy(other, outside, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(other, digits.path(TRACED), StandardCopyOption.REPLACE_EXISTING);
        Workbench.await("the file of the project", () -> known.part().opened()
                .filter(model -> !model.model().equals(before)).isPresent());
        Workbench.page().activate(apart.part());
        Workbench.await("the file outside", () -> apart.part().opened()
                .filter(model -> !model.model().equals(apartBefore)).isPresent());
        Workbench.closeEditors();
    }

    private Outcome<Written> done(String name) {
        return new Outcome.Done<>(new Written(List.of(digits.path(name)), List.of()));
    }

    @Test
    void saysWhyAFigureCannotBeWritten() throws Exception {
        GraphEditor editor = GraphEditor.open(digits, TRACED);
        AtomicReference<Outcome<Written>> outcome = new AtomicReference<>();
        new FigureExport(editor.opened(), editor.part().view().withStyle(Style.GLYPHS),
                digits.path("no/such/folder/figure.svg"), FigureFormat.Options.standard(), outcome::set).schedule();
        editor.awaitQuiet();
        String problem = assertInstanceOf(Outcome.Failed.class, outcome.get()).problem();
        assertTrue(problem.contains("figure.svg"), problem);
    }

    @Test
    void leavesTheUserInterfaceAliveWhileItOpens() throws Exception {
        Heartbeat heartbeat = Heartbeat.start();
        for (String file : List.of(TRACED, SCRIPTED, ONNX)) {
            GraphEditor.open(digits, file);
        }
        long longest = heartbeat.stop();
        assertTrue(longest < 5000, "the user interface stood still for " + longest + " ms");
    }
}
