package org.lamina.workbench.widgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eclipse.core.resources.IResource;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.XMLMemento;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.model.Outcome;
import org.lamina.query.Histogram;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.widgets.Tool;
import org.lamina.ui.widgets.WidgetModel;
import org.lamina.ui.widgets.panel.WidgetCard;
import org.lamina.ui.widgets.panel.WidgetsView;
import org.lamina.ui.widgets.tools.ActivationHistogram;
import org.lamina.ui.widgets.tools.WeightHistogram;
import org.lamina.workbench.support.DigitsProject;
import org.lamina.workbench.support.Workbench;

class WidgetsViewTest {

    private static final String TRACED = "digits_traced.pt";

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private DigitsProject digits;
    private WidgetsView view;

    @BeforeEach
    void openView() throws Exception {
        digits = DigitsProject.create("widgets", "digits.py", TRACED, "digits.onnx");
        view = Workbench.view(WidgetsView.ID, WidgetsView.class);
    }

    @AfterEach
    void closeEverything() throws Exception {
        view.closeAll();
        Workbench.awaitJobs(WidgetsView.FAMILY);
        Workbench.closeEditors();
        digits.close();
    }

    @Test
    void countsTheWeightsOfALayerTensorByTensor() {
        WidgetCard card = apply(new WeightHistogram(), digits.layer(TRACED, "fc2"));
        List<WidgetModel.Chart> charts = charts(card);
        assertEquals(List.of("weight", "bias"), charts.stream().map(WidgetModel.Chart::title).toList());
        assertEquals(640, sum(charts.get(0).histogram()));
        assertEquals(10, sum(charts.get(1).histogram()));
    }

    @Test
    void countsTheSameWeightsInAnOnnxFile() {
        WidgetCard traced = apply(new WeightHistogram(), digits.layer(TRACED, "fc2"));
        WidgetCard onnx = apply(new WeightHistogram(), digits.layer("digits.onnx", "fc2"));
        assertEquals(charts(traced).get(0).histogram().counts(), charts(onnx).get(0).histogram().counts());
    }

    @Test
    void saysThatALayerHasNoWeights() {
        WidgetCard card = apply(new WeightHistogram(), digits.layer(TRACED, "pool1"));
        assertEquals(new Outcome.Failed<>("pool1 has no weights."), card.outcome().orElseThrow());
    }

    @Test
    void saysWhatToInstallWhereThereIsNoEngine() {
        WidgetCard card = apply(new ActivationHistogram(), digits.layer(TRACED, "fc1"));
        String problem = assertInstanceOf(Outcome.Failed.class, card.outcome().orElseThrow()).problem();
        assertTrue(problem.contains("Lamina Engine") && problem.contains("Install New Software"), problem);
    }

    @Test
    void saysThatActivationsNeedTorchScript() {
        WidgetCard card = apply(new ActivationHistogram(), digits.layer("digits.onnx", "fc1"));
        assertEquals(new Outcome.Failed<>("Activations are computed for TorchScript files; digits.onnx is ONNX."),
                card.outcome().orElseThrow());
    }

    @Test
    void saysWhatIsWrongWithABrokenFile() throws Exception {
        digits.file("digits.onnx").setContents(new byte[0], IResource.FORCE, null);
        WidgetCard card = apply(new WeightHistogram(), digits.layer("digits.onnx", "fc1"));
        String problem = assertInstanceOf(Outcome.Failed.class, card.outcome().orElseThrow()).problem();
        assertTrue(problem.startsWith("digits.onnx"), problem);
    }

    @Test
    void remembersWidgetsForTheNextSession() throws Exception {
        WidgetCard before = apply(new WeightHistogram(), digits.layer(TRACED, "fc2"));
        apply(new WeightHistogram(), digits.layer(TRACED, "fc1"));
        before.showTables(true);
        XMLMemento memento = XMLMemento.createWriteRoot("widgets");
        view.saveState(memento);
        view.closeAll();
        WidgetsView next = new WidgetsView();
        Shell shell = new Shell();
        try {
            next.init(view.getViewSite(), memento);
            next.createPartControl(shell);
            assertEquals(List.of("fc1", "fc2"), next.widgets().stream().map(card -> card.selection().unit().label())
                    .toList());
            WidgetCard card = next.widgets().get(1);
            assertTrue(card.showsTables(), "it looks as it did");
            assertInstanceOf(Outcome.Cancelled.class, card.outcome().orElseThrow(), "it waits to be asked");
            card.start();
            Workbench.await("the weights", () -> card.outcome().filter(Outcome.Done.class::isInstance).isPresent());
        } finally {
            next.closeAll();
            shell.dispose();
        }
    }

    @Test
    void stopsTheToolWhenItIsCancelled() {
        BlockingTool tool = new BlockingTool();
        WidgetCard card = view.apply(tool, digits.layer(TRACED, "fc1"));
        Workbench.await("the tool to start", () -> tool.started.get() == 1);
        card.cancel();
        Workbench.awaitJobs(WidgetsView.FAMILY);
        assertEquals(1, tool.stopped.get());
        assertEquals(new Outcome.Cancelled<>(), card.outcome().orElseThrow());
    }

    @Test
    void stopsTheToolWhenTheWidgetIsClosed() {
        BlockingTool tool = new BlockingTool();
        WidgetCard card = view.apply(tool, digits.layer(TRACED, "fc1"));
        Workbench.await("the tool to start", () -> tool.started.get() == 1);
        card.close();
        Workbench.awaitJobs(WidgetsView.FAMILY);
        assertEquals(1, tool.stopped.get());
        assertEquals(List.of(), view.widgets());
    }

    @Test
    void cancelsTheOldRequestWhenTheSameIsAskedAgain() {
        BlockingTool tool = new BlockingTool();
        WidgetCard first = view.apply(tool, digits.layer(TRACED, "fc1"));
        Workbench.await("the tool to start", () -> tool.started.get() == 1);
        WidgetCard second = view.apply(tool, digits.layer(TRACED, "fc1"));
        Workbench.await("the tool to start again", () -> tool.started.get() == 2 && tool.stopped.get() == 1);
        assertSame(first, second);
        assertTrue(second.outcome().isEmpty(), "the end of the old request must not end the new one");
    }

    @Test
    void putsTheNewestWidgetOnTop() {
        WidgetCard first = apply(new WeightHistogram(), digits.layer(TRACED, "fc1"));
        WidgetCard second = apply(new WeightHistogram(), digits.layer(TRACED, "fc2"));
        assertNotSame(first, second);
        assertEquals(List.of(second, first), view.widgets());
    }

    @Test
    void jumpsBackToTheLayer() {
        UnitSelection layer = digits.layer(TRACED, "block1.conv1");
        apply(new WeightHistogram(), layer).jump();
        Workbench.await("the layer to be selected", () -> UnitSelection
                .first(Workbench.page().getSelection()).filter(layer::equals).isPresent());
        assertEquals(TRACED, Workbench.page().getActiveEditor().getEditorInput().getName());
    }

    private WidgetCard apply(Tool tool, UnitSelection layer) {
        WidgetCard card = view.apply(tool, layer);
        Workbench.await(tool.label() + " of " + layer.unit().label(), () -> card.outcome().isPresent());
        return card;
    }

    private static List<WidgetModel.Chart> charts(WidgetCard card) {
        Outcome.Done<?> done = assertInstanceOf(Outcome.Done.class, card.outcome().orElseThrow());
        return assertInstanceOf(WidgetModel.Histograms.class, done.value()).charts();
    }

    private static long sum(Histogram histogram) {
        return histogram.counts().stream().mapToLong(Long::longValue).sum();
    }
}
