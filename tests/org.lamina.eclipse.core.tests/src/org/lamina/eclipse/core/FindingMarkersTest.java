package org.lamina.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.eclipse.testing.TestProject;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Severity;
import org.lamina.model.SourceLocation;

class FindingMarkersTest {

    private static final String PROGRAM = """
            import torch

            class Net:
                drop = Dropout(0.8)
                fc = Linear(2, 2)
            """;

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private final IWorkspace workspace = ResourcesPlugin.getWorkspace();
    private final FindingMarkers markers = new FindingMarkers(workspace);
    private TestProject project;

    @BeforeEach
    void makeProject() throws CoreException {
        project = new TestProject();
        project.write("net.py", PROGRAM);
        project.write("net_traced.pt", "weights");
        project.write("net_scripted.pt", "weights");
    }

    @AfterEach
    void deleteProject() throws CoreException, InterruptedException {
        project.close();
    }

    private String checkpoint(String name) {
        return OpenedModel.checkpoint(project.path(name));
    }

    private Finding dropout(String file, Severity severity, int line) {
        return dropout(file, "drop", severity, line);
    }

    private Finding dropout(String file, String layer, Severity severity, int line) {
        return Findings.onLine("dropout-rate", severity, checkpoint(file), layer, project.path("net.py"), line);
    }

    private void replace(String file, Finding... findings) throws InterruptedException {
        markers.replace(checkpoint(file), List.of(findings));
        TestProject.settle();
    }

    private IMarker onlyMarker() throws CoreException {
        assertEquals(1, project.markers().size());
        return project.markers().get(0);
    }

    private List<Path> checkpoints() throws CoreException {
        return MarkedFinding.of(onlyMarker()).orElseThrow().checkpoints();
    }

    @Test
    void marksTheLineWithoutItsIndentation() throws Exception {
        replace("net_traced.pt", dropout("net_traced.pt", Severity.WARNING, 4));
        IMarker marker = onlyMarker();
        assertEquals("net.py", marker.getResource().getName());
        assertEquals(4, marker.getAttribute(IMarker.LINE_NUMBER, 0));
        assertEquals("drop = Dropout(0.8)", PROGRAM.substring(marker.getAttribute(IMarker.CHAR_START, 0),
                marker.getAttribute(IMarker.CHAR_END, 0)));
        assertEquals("Something is wrong with drop", marker.getAttribute(IMarker.MESSAGE, ""));
        assertTrue(marker.isSubtypeOf(IMarker.PROBLEM));
    }

    @Test
    void tellsWarningsFromErrors() throws Exception {
        replace("net_traced.pt", dropout("net_traced.pt", Severity.WARNING, 4),
                dropout("net_traced.pt", Severity.ERROR, 3), dropout("net_traced.pt", Severity.CRITICAL, 5));
        List<IMarker> found = project.markers();
        found.sort(Comparator.comparing(marker -> marker.getAttribute(IMarker.LINE_NUMBER, 0)));
        assertEquals(List.of(IMarker.SEVERITY_ERROR, IMarker.SEVERITY_WARNING, IMarker.SEVERITY_ERROR),
                found.stream().map(marker -> marker.getAttribute(IMarker.SEVERITY, -1)).toList());
        assertEquals(Severity.CRITICAL, MarkedFinding.of(found.get(2)).orElseThrow().finding().severity());
    }

    @Test
    void marksTheCheckpointWhereNoLineIsKnown() throws Exception {
        replace("net_traced.pt", Findings.withoutLine("dropout-rate", Severity.WARNING, checkpoint("net_traced.pt"),
                "head.drop"));
        IMarker marker = onlyMarker();
        assertEquals("net_traced.pt", marker.getResource().getName());
        assertEquals("head.drop", marker.getAttribute(IMarker.LOCATION, ""));
    }

    @Test
    void hasATypeForEachKindOfEvidence() throws Exception {
        Finding inGraph = dropout("net_traced.pt", Severity.WARNING, 4);
        replace("net_traced.pt", inGraph);
        assertEquals(FindingMarkers.GRAPH_TYPE, onlyMarker().getType());
        replace("net_traced.pt", seenIn(inGraph, Evidence.GRAPH, Evidence.SOURCE));
        assertEquals(FindingMarkers.SOURCE_TYPE, onlyMarker().getType());
        replace("net_traced.pt", seenIn(inGraph, Evidence.TENSOR));
        assertEquals(FindingMarkers.TENSOR_TYPE, onlyMarker().getType());
        replace("net_traced.pt", seenIn(inGraph, Evidence.TRAINING, Evidence.TENSOR));
        assertEquals(FindingMarkers.TRAINING_TYPE, onlyMarker().getType());
        assertTrue(onlyMarker().isSubtypeOf(FindingMarkers.TYPE));
    }

    private static Finding seenIn(Finding finding, Evidence... kinds) {
        return new Finding(finding.rule(), finding.severity(), finding.title(), finding.why(), finding.context(),
                finding.advice(), finding.snippet(), finding.confidence(), List.of(kinds), finding.unit(),
                finding.source(), finding.related(), finding.epochs(), finding.fix());
    }

    @Test
    void makesOneMarkerOfWhatSeveralCheckpointsShow() throws Exception {
        replace("net_traced.pt", dropout("net_traced.pt", Severity.WARNING, 4));
        replace("net_scripted.pt", dropout("net_scripted.pt", Severity.WARNING, 4));
        assertEquals(List.of(project.path("net_traced.pt"), project.path("net_scripted.pt")), checkpoints());
    }

    @Test
    void keepsAMarkerAsLongAsOneCheckpointShowsIt() throws Exception {
        replace("net_traced.pt", dropout("net_traced.pt", Severity.WARNING, 4));
        replace("net_scripted.pt", dropout("net_scripted.pt", Severity.WARNING, 4));
        replace("net_traced.pt");
        assertEquals(List.of(project.path("net_scripted.pt")), checkpoints());
        replace("net_scripted.pt");
        assertEquals(List.of(), project.markers());
    }

    @Test
    void keepsTwoFindingsOfOneRuleOnOneLineApart() throws Exception {
        replace("net_traced.pt", dropout("net_traced.pt", "a", Severity.WARNING, 4),
                dropout("net_traced.pt", "b", Severity.WARNING, 4));
        assertEquals(2, project.markers().size());
    }

    @Test
    void touchesOnlyTheMarkersThatDiffer() throws Exception {
        Finding unchanged = dropout("net_traced.pt", Severity.WARNING, 4);
        replace("net_traced.pt", unchanged, dropout("net_traced.pt", Severity.WARNING, 5));
        List<IMarkerDelta> deltas = new ArrayList<>();
        IResourceChangeListener listener =
                event -> deltas.addAll(List.of(event.findMarkerDeltas(FindingMarkers.TYPE, true)));
        workspace.addResourceChangeListener(listener, IResourceChangeEvent.POST_CHANGE);
        try {
            replace("net_traced.pt", unchanged, dropout("net_traced.pt", Severity.ERROR, 5));
        } finally {
            workspace.removeResourceChangeListener(listener);
        }
        assertEquals(1, deltas.size());
        assertEquals(5, deltas.get(0).getAttribute(IMarker.LINE_NUMBER, 0));
    }

    @Test
    void forgetsCheckpointsWhoseFilesAreGone() throws Exception {
        replace("net_traced.pt", dropout("net_traced.pt", Severity.WARNING, 4));
        replace("net_scripted.pt", dropout("net_scripted.pt", Severity.WARNING, 4));
        project.project().getFile("net_traced.pt").delete(true, null);
        replace("net_scripted.pt", dropout("net_scripted.pt", Severity.WARNING, 4));
        assertEquals(List.of(project.path("net_scripted.pt")), checkpoints());
    }

    @Test
    void isNoFindingOnceTheMarkerIsGone() throws Exception {
        replace("net_traced.pt", dropout("net_traced.pt", Severity.WARNING, 4));
        IMarker marker = onlyMarker();
        marker.delete();
        assertFalse(MarkedFinding.of(marker).isPresent());
    }

    @Test
    void tellsOfAProgramAndItsModelAtTwoEndsOnce() throws Exception {
        project.write("train.py", "loss = CrossEntropyLoss()\n");
        SourceLocation layer = new SourceLocation(path("net.py"), 4, 1, "");
        SourceLocation loss = new SourceLocation(path("train.py"), 1, 1, "");
        Finding ofModel = Findings.between("softmax", Evidence.GRAPH, checkpoint("net_traced.pt"), layer, loss);
        Finding ofProgram = Findings.between("softmax", Evidence.SOURCE, path("train.py"), loss, layer);
        markers.replace(path("train.py"), List.of(ofProgram));
        replace("net_traced.pt", ofModel);
        assertEquals(List.of(layer), sources());
        assertEquals(1, project.markers().size(), "the Problems view has one line");
        markers.replace(path("train.py"), List.of(ofProgram));
        TestProject.settle();
        assertEquals(List.of(layer), sources());
        replace("net_traced.pt");
        assertEquals(List.of(loss), sources());
        assertEquals(List.of(layer), MarkedFinding.all(workspace).get(0).finding().related());
        replace("net_traced.pt", ofModel);
        assertEquals(List.of(layer), sources());
        markers.replace(path("train.py"), List.of());
        replace("net_traced.pt");
        assertEquals(List.of(), sources());
    }

    private String path(String name) {
        return project.path(name).toString().replace('\\', '/');
    }

    private List<SourceLocation> sources() {
        return MarkedFinding.all(workspace).stream().flatMap(marked -> marked.finding().source().stream()).toList();
    }

    @Test
    void marksTheWorkspaceWhereProgramAndCheckpointLieOutside(@TempDir Path folder) throws Exception {
        Path program = Files.writeString(folder.resolve("net.py"), PROGRAM);
        Path net = Files.createFile(folder.resolve("net.pt"));
        String checkpoint = OpenedModel.checkpoint(net);
        Finding onLine = Findings.onLine("dropout-rate", Severity.WARNING, checkpoint, "drop", program, 4);
        Finding withoutLine = Findings.withoutLine("dropout-rate", Severity.WARNING, checkpoint, "head.drop");
        markers.replace(checkpoint, List.of(onLine, withoutLine));
        TestProject.settle();
        List<String> places = MarkedFinding.all(workspace).stream()
                .map(marked -> marked.finding().source().map(SourceLocation::toString).orElse("nowhere")).sorted()
                .toList();
        assertEquals(List.of(program + ":4", "nowhere"), places);
        Files.delete(net);
        replace("net_traced.pt");
        assertEquals(List.of(), MarkedFinding.all(workspace));
    }
}
