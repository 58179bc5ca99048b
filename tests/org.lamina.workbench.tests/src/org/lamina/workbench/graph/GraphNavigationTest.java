package org.lamina.workbench.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.views.contentoutline.ContentOutline;
import org.eclipse.ui.views.properties.IPropertySource;
import org.junit.jupiter.api.Test;
import org.lamina.figure.scene.Rect;
import org.lamina.ui.UnitNavigation;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.graph.Style;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.Workbench;

class GraphNavigationTest extends OpenEditor {

    @Test
    void selectsALayerByClick() {
        editor.click("block1.conv1");
        assertEquals(List.of("block1.conv1"), editor.selection());
        assertEquals(new StructuredSelection(digits.layer(TRACED, "block1.conv1")),
                editor.part().getSite().getSelectionProvider().getSelection());
    }

    @Test
    void selectsTheModelWhereNoLayerIsSelected() {
        editor.click("block1.conv1");
        editor.key(SWT.ESC);
        assertEquals(List.of(TRACED), editor.selection());
    }

    @Test
    void walksAlongTheEdges() {
        editor.click("block1.conv1");
        editor.key(SWT.ARROW_DOWN);
        assertEquals(List.of("block1.bn1"), editor.selection());
        editor.key(SWT.ARROW_UP);
        assertEquals(List.of("block1.conv1"), editor.selection());
    }

    @Test
    void selectsWhatItPassesWithShiftAndTakesItBack() {
        editor.click("block1.conv1");
        editor.key(SWT.ARROW_DOWN, SWT.SHIFT);
        editor.key(SWT.ARROW_DOWN, SWT.SHIFT);
        assertEquals(List.of("block1.conv1", "block1.bn1", "block1.relu1"), editor.selection());
        editor.key(SWT.ARROW_UP, SWT.SHIFT);
        assertEquals(List.of("block1.conv1", "block1.bn1"), editor.selection());
    }

    @Test
    void showsTheMenuOfTheKeyboardAtTheSelectedLayer() {
        editor.click("block1.conv1");
        Rectangle bounds = editor.layer("block1.conv1").getFigure().getBounds().getCopy();
        editor.layer("block1.conv1").getFigure().translateToAbsolute(bounds);
        Event event = new Event();
        event.detail = SWT.MENU_KEYBOARD;
        event.doit = false;
        Controls.send(editor.control(), SWT.MenuDetect, event);
        Point place = editor.control().toControl(event.x, event.y);
        assertTrue(bounds.contains(place.x, place.y), place + " is not in " + bounds);
    }

    @Test
    void walksToTheEnds() {
        editor.key(SWT.END);
        assertEquals(List.of("fc2"), editor.selection());
        editor.key(SWT.HOME);
        assertEquals(List.of("stem.0"), editor.selection());
    }

    @Test
    void revealsAUnitForOtherParts() throws Exception {
        UnitNavigation.open(Workbench.page(), digits.layer(TRACED, "fc1"));
        Workbench.flush();
        assertEquals(List.of("fc1"), editor.selection());
    }

    @Test
    void selectsWhatTheOutlineSelectsAndBack() throws Exception {
        ContentOutline outline = Workbench.view(IPageLayout.ID_OUTLINE, ContentOutline.class);
        Workbench.page().activate(editor.part());
        Workbench.flush();
        Tree tree = Controls.find((Composite) outline.getCurrentPage().getControl(), Tree.class, found -> true);
        assertTrue(tree.getItemCount() > 3, "the outline is empty");
        outline.setSelection(new StructuredSelection(digits.layer(TRACED, "fc1")));
        Workbench.flush();
        assertEquals(List.of("fc1"), editor.selection());
        editor.click("block1.conv1");
        Workbench.await("the selection of the outline", () -> outline.getSelection()
                .equals(new StructuredSelection(digits.layer(TRACED, "block1.conv1"))));
    }

    @Test
    void cutsALongOutlineIntoParts() throws Exception {
        StringBuilder chain = new StringBuilder("ir_version: 8\nopset_import { version: 17 }\ngraph {\n");
        chain.append("name: \"chain\"\n");
        String value = "type { tensor_type { elem_type: 1 shape { dim { dim_value: 8 } } } }";
        for (int i = 0; i < 250; i++) {
            chain.append("node { input: \"v%d\" output: \"v%d\" name: \"relu_%d\" op_type: \"Relu\" }\n"
                    .formatted(i, i + 1, i));
        }
        chain.append("input { name: \"v0\" " + value + " }\noutput { name: \"v250\" " + value + " }\n}\n");
        digits.file("chain.textproto").create(new ByteArrayInputStream(chain.toString().getBytes(UTF_8)), true, null);
        GraphEditor long250 = GraphEditor.open(digits, "chain.textproto");
        ContentOutline outline = Workbench.view(IPageLayout.ID_OUTLINE, ContentOutline.class);
        Workbench.page().activate(long250.part());
        Workbench.flush();
        Tree tree = Controls.find((Composite) outline.getCurrentPage().getControl(), Tree.class, found -> true);
        assertEquals(List.of("relu … relu_99", "relu_100 … relu_199", "relu_200 … relu_249"),
                Arrays.stream(tree.getItems()).map(TreeItem::getText).toList());
        assertTrue(Arrays.stream(tree.getItems()).noneMatch(TreeItem::getExpanded));
        outline.setSelection(new StructuredSelection(digits.layer("chain.textproto", "relu_249")));
        assertEquals(List.of("relu_249"), long250.selection());
    }

    @Test
    void leavesOutTheTextOfToolsInANarrowEditor() {
        ToolBar tools = tools();
        Composite head = tools.getParent();
        head.setSize(2000, head.getSize().y);
        assertTrue(texts(tools).contains("Details"), () -> texts(tools).toString());
        head.setSize(400, head.getSize().y);
        assertFalse(texts(tools).contains("Details"), () -> texts(tools).toString());
        head.setSize(2000, head.getSize().y);
        assertTrue(texts(tools).contains("Details"), () -> texts(tools).toString());
    }

    @Test
    void opensWithoutTheTextOfToolsWhereTheEditorIsNarrow() throws Exception {
        Workbench.closeEditors();
        Shell shell = Workbench.page().getWorkbenchWindow().getShell();
        Point size = shell.getSize();
        shell.setSize(700, size.y);
        try {
            editor = GraphEditor.open(digits, TRACED);
            ToolBar tools = tools();
            assertFalse(texts(tools).contains("Details"), () -> tools.getParent().getSize() + ": " + texts(tools));
        } finally {
            shell.setSize(size);
        }
    }

    @Test
    void keepsTheHeadAsWideAsTheEditorHoweverLongItsTextIs() {
        ToolBar tools = tools();
        Composite head = tools.getParent();
        Controls.find(head, CLabel.class, label -> true).setText("TorchScript, ".repeat(12));
        for (int width : new int[] {2000, 900, 400, 900, 600, 2000}) {
            head.setSize(width, head.getSize().y);
            assertEquals(width, head.getSize().x);
        }
    }

    private ToolBar tools() {
        return Controls.find(GraphEditor.area(editor.part()), ToolBar.class, bar -> bar.getItemCount() > 5);
    }

    private static List<String> texts(ToolBar tools) {
        return Arrays.stream(tools.getItems()).map(ToolItem::getText).toList();
    }

    private boolean shows(String id) {
        return editor.part().canvas().drawn().orElseThrow().index().node(id).isPresent();
    }

    @Test
    void foldsTheModuleAroundALayerAndUnfoldsItAgain() throws Exception {
        editor.click("block1.conv1");
        editor.run("fold");
        editor.awaitQuiet();
        assertTrue(shows("module-block1"));
        assertEquals(List.of("block1"), editor.selection());
        editor.run("unfold");
        editor.awaitQuiet();
        assertTrue(shows("layer-block1.conv1"));
    }

    @Test
    void keepsTheSelectionWhileItIsDrawnAnew() throws Exception {
        editor.click("block1.conv1");
        List<String> told = new ArrayList<>();
        editor.part().getSite().getSelectionProvider().addSelectionChangedListener(
                event -> told.addAll(editor.selection()));
        editor.part().show(Style.GLYPHS);
        editor.awaitQuiet();
        assertEquals(Set.of("block1.conv1"), Set.copyOf(told));
    }

    @Test
    void unfoldsTheModulesAroundWhatIsRevealed() throws Exception {
        editor.click("block1.conv1");
        editor.run("fold");
        editor.awaitQuiet();
        editor.part().reveal(digits.layer(TRACED, "block1.bn1").unit());
        editor.awaitQuiet();
        assertEquals(List.of("block1.bn1"), editor.selection());
    }

    /** Folds a module and looks for one of its layers; gives the field. */
    private Text findInFoldedModule() throws Exception {
        editor.click("block1.conv1");
        editor.run("fold");
        editor.awaitQuiet();
        editor.key(SWT.END);
        Text find = Controls.find(GraphEditor.area(editor.part()), Text.class,
                text -> (text.getStyle() & SWT.SEARCH) != 0);
        find.setText("block1.BN2");
        Workbench.await("the search", () -> editor.selection().equals(List.of("block1")));
        return find;
    }

    @Test
    void findsALayerInItsFoldedModule() throws Exception {
        findInFoldedModule();
        assertEquals(List.of("block1"), editor.selection());
    }

    @Test
    void findsAgainInAnotherDrawing() throws Exception {
        Text find = findInFoldedModule();
        editor.run("unfold");
        editor.awaitQuiet();
        find.notifyListeners(SWT.DefaultSelection, new Event());
        assertEquals(List.of("block1.bn2"), editor.selection());
    }

    @Test
    void walksFromTheFrameOfAModuleToItsLayersAndBack() throws Exception {
        editor.click("block1.conv1");
        editor.run("fold");
        editor.awaitQuiet();
        editor.run("unfold");
        editor.awaitQuiet();
        assertEquals(List.of("block1"), editor.selection());
        editor.key(SWT.ARROW_DOWN);
        assertEquals(List.of("block1.conv1"), editor.selection());
        editor.part().canvas().select(List.of(digits.layer(TRACED, "block1").unit()));
        editor.key(SWT.ARROW_UP);
        assertTrue(editor.selection().get(0).startsWith("stem"), () -> editor.selection().toString());
    }

    @Test
    void tellsWhereALayerIsInOneLineHoweverNarrowTheEditorIs() {
        editor.click("block1.conv1");
        assertEquals(List.of("block1.conv1"), editor.selection());
        Link path = Controls.find(GraphEditor.area(editor.part()), Link.class,
                link -> link.getText().contains("block1"));
        Composite bar = path.getParent();
        assertEquals(bar.computeSize(1000, SWT.DEFAULT).y, bar.computeSize(260, SWT.DEFAULT).y);
    }

    @Test
    void tellsThePropertiesOfALayer() {
        UnitSelection layer = digits.layer(TRACED, "block1.conv1");
        IPropertySource source = Adapters.adapt(layer, IPropertySource.class);
        String rows = Arrays.stream(source.getPropertyDescriptors())
                .map(row -> row.getCategory() + "/" + row.getDisplayName() + ": "
                        + source.getPropertyValue(row.getId()))
                .collect(Collectors.joining("\n"));
        assertTrue(rows.contains("Layer/Path: block1.conv1"), rows);
        assertTrue(rows.contains("Layer/Type: Conv2d"), rows);
        assertTrue(rows.contains("Parameters/weight: "), rows);
        assertTrue(rows.contains("Shapes/Output: "), rows);
        assertTrue(rows.contains("Source/Defined in: digits.py:"), rows);
        assertTrue(rows.contains("self.conv1 = "), rows);
    }

    @Test
    void zoomsByCommands() throws Exception {
        editor.run("actualSize");
        assertEquals(1, editor.zoom());
        editor.run("zoomIn");
        assertTrue(editor.zoom() > 1);
        editor.run("zoomOut");
        editor.run("zoomOut");
        assertTrue(editor.zoom() < 1);
    }

    @Test
    void fitsTheDrawingIntoTheWindow() throws Exception {
        editor.part().canvas().window().zoom().setZoom(4);
        editor.run("fit");
        Rect visible = editor.part().canvas().window().visible();
        Rect drawing = editor.part().canvas().scene().orElseThrow().bounds();
        assertEquals(drawing, drawing.union(new Rect(Math.max(0, visible.x()), Math.max(0, visible.y()), 0, 0)));
        assertTrue(visible.width() >= drawing.width() && visible.height() >= drawing.height(),
                visible + " does not hold " + drawing);
    }

    @Test
    void zoomsAtThePointer() {
        editor.part().canvas().window().zoom().setZoom(2);
        Point size = editor.control().getSize();
        int x = size.x / 3;
        int y = size.y / 3;
        Rect before = editor.part().canvas().window().visible();
        editor.ctrlWheel(x, y, 1);
        Rect after = editor.part().canvas().window().visible();
        assertTrue(editor.zoom() > 2);
        assertEquals(before.y() + y / 2.0, after.y() + y / editor.zoom(), 1);
    }

    @Test
    void pansByDraggingTheBackgroundOrWithTheMiddleButton() {
        editor.part().canvas().window().zoom().setZoom(3);
        for (int button = 1; button <= 2; button++) {
            editor.part().canvas().window().centre(200, 400);
            Rect before = editor.part().canvas().window().visible();
            editor.drag(button, new Point(2, 2), new Point(2, 62));
            assertEquals(before.y() - 20, editor.part().canvas().window().visible().y(), 1, "button " + button);
        }
    }

    @Test
    void paintsTheDrawing() {
        editor.click("block1.conv1");
        editor.control().redraw();
        Workbench.await("more than 50 colours on the canvas", () -> colours() > 50);
    }

    private long colours() {
        Point size = editor.control().getSize();
        Image image = new Image(editor.control().getDisplay(), size.x, size.y);
        GC gc = new GC(editor.control());
        try {
            gc.copyArea(image, 0, 0);
            ImageData data = image.getImageData();
            return IntStream.range(0, data.height * data.width)
                    .map(i -> data.getPixel(i % data.width, i / data.width)).distinct().count();
        } finally {
            gc.dispose();
            image.dispose();
        }
    }
}
