package org.lamina.workbench.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.eclipse.core.resources.IResource;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.views.contentoutline.ContentOutline;
import org.junit.jupiter.api.Test;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.Workbench;

/** The outline of a model with so many layers that its tree is made in the background. */
class LargeOutlineTest extends OpenEditor {

    private static final String FILE = "chain.textproto";

    /** A chain of functions without weights, one after the other. */
    private static InputStream chain(int layers) {
        String value = "type { tensor_type { elem_type: 1 shape { dim { dim_value: 1 } } } }";
        StringBuilder text = new StringBuilder("ir_version: 8\nopset_import { version: 17 }\n");
        text.append("graph {\nname: \"chain\"\n");
        for (int i = 0; i < layers; i++) {
            text.append("node { input: \"v%d\" output: \"v%d\" name: \"relu_%d\" op_type: \"Relu\" }\n"
                    .formatted(i, i + 1, i));
        }
        text.append("input { name: \"v0\" " + value + " }\noutput { name: \"v" + layers + "\" " + value + " }\n}\n");
        return new ByteArrayInputStream(text.toString().getBytes(UTF_8));
    }

    private GraphEditor openLarge() throws Exception {
        digits.file(FILE).create(chain(5_100), true, null);
        GraphEditor large = GraphEditor.open(digits, FILE);
        Workbench.page().activate(large.part());
        return large;
    }

    private static ContentOutline outline() throws Exception {
        return Workbench.view(IPageLayout.ID_OUTLINE, ContentOutline.class);
    }

    private static List<String> rows(ContentOutline outline) {
        Tree tree = Controls.find((Composite) outline.getCurrentPage().getControl(), Tree.class, found -> true);
        return Arrays.stream(tree.getItems()).map(TreeItem::getText).toList();
    }

    private static void awaitLast(ContentOutline outline, String row) {
        Workbench.await("the tree", () -> !rows(outline).isEmpty()
                && rows(outline).get(rows(outline).size() - 1).equals(row));
    }

    @Test
    void showsAllLayersInPartsOnceTheTreeIsMade() throws Exception {
        GraphEditor large = openLarge();
        ContentOutline outline = outline();
        awaitLast(outline, "relu_5000 … relu_5099");
        assertEquals(51, rows(outline).size());
        outline.setSelection(new StructuredSelection(digits.layer(FILE, "relu_5099")));
        assertEquals(List.of("relu_5099"), large.selection());
    }

    @Test
    void selectsWhatWasSelectedBeforeTheTreeWasThere() throws Exception {
        GraphEditor large = openLarge();
        large.part().reveal(digits.layer(FILE, "relu_7").unit());
        large.awaitQuiet();
        ContentOutline outline = outline();
        awaitLast(outline, "relu_5000 … relu_5099");
        assertEquals(new StructuredSelection(digits.layer(FILE, "relu_7")), outline.getSelection());
    }

    @Test
    void showsTheLayersOfTheFileAsItIsNow() throws Exception {
        GraphEditor large = openLarge();
        ContentOutline outline = outline();
        digits.file(FILE).setContents(chain(5_250), IResource.FORCE, null);
        large.awaitQuiet();
        awaitLast(outline, "relu_5200 … relu_5249");
        assertEquals(53, rows(outline).size());
    }

    @Test
    void isGivenUpWithItsEditor() throws Exception {
        GraphEditor large = openLarge();
        ContentOutline outline = outline();
        Workbench.page().closeEditor(large.part(), false);
        large.awaitQuiet();
        assertTrue(rows(outline).stream().noneMatch(row -> row.startsWith("relu_")), () -> rows(outline).toString());
    }
}
