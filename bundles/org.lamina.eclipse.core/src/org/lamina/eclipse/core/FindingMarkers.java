package org.lamina.eclipse.core;

import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IWorkspace;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;

/**
 * Findings as problem markers: on the line of the program that makes the layer, or on the model file with the layer's
 * path as location where no line is known, or on the workspace where neither file is in it. The same finding of several
 * checkpoints of one model (traced, scripted, ONNX), and in the program itself, is one marker. Markers outlive the
 * session, so they hold all that a finding says; {@link MarkedFinding#of} reads it back.
 */
public final class FindingMarkers {

    /** The marker type of all findings; a persistent problem marker. Each kind is a type below it. */
    public static final String TYPE = LaminaCore.BUNDLE + ".finding";
    /** The type of what a program shows, maybe with a model's support. */
    public static final String SOURCE_TYPE = LaminaCore.BUNDLE + ".sourceFinding";
    /** The type of what only the architecture of a model shows, maybe with its weights. */
    public static final String GRAPH_TYPE = LaminaCore.BUNDLE + ".graphFinding";
    /** The type of what only the weights of a checkpoint show. */
    public static final String TENSOR_TYPE = LaminaCore.BUNDLE + ".tensorFinding";
    /** The type of what is seen while a model is trained. */
    public static final String TRAINING_TYPE = LaminaCore.BUNDLE + ".trainingFinding";
    /** The type of what a program shows and a checkpoint tells of, which people do not see. */
    static final String ASIDE_TYPE = LaminaCore.BUNDLE + ".findingAside";
    /** The type of the markers of other places that play a part. */
    public static final String RELATED_TYPE = LaminaCore.BUNDLE + ".related";
    /** The type of the markers of what a repair replaces. */
    public static final String EDIT_TYPE = LaminaCore.BUNDLE + ".editPosition";

    /** Id of the rule that raised it: {@code dropout-rate}. */
    public static final String RULE = "rule";
    /** What stays the same when the fault is found again ({@link Finding#key()}). */
    public static final String KEY = "key";
    /** The unit it is about, without its checkpoint: {@code layer:conv1}, or {@code model}. */
    public static final String UNIT = "unit";
    /** The checkpoints and the program that show it: their paths, one a line, checkpoints first. */
    public static final String MODEL = "model";
    /** The {@link org.lamina.model.Severity} by its name, as markers have no level above error. */
    public static final String LEVEL = "level";
    /** Why this harms. */
    public static final String WHY = "why";
    /** The values and layers that raised it, one sentence a line. */
    public static final String CONTEXT = "context";
    /** What to do. */
    public static final String ADVICE = "advice";
    /** Code that shows the repair. */
    public static final String SNIPPET = "snippet";
    /** How sure the evidence makes us, 0 to 1, as text. */
    public static final String CONFIDENCE = "confidence";
    /** The kinds of evidence by their names, separated by commas. */
    public static final String EVIDENCE = "evidence";
    /** Other places: file, line, column and text. */
    public static final String RELATED = "related";
    /** A mechanical repair. */
    public static final String FIX = "fix";
    /** Of a related place or a place to mend: the id of the finding's marker, as text. */
    public static final String FINDING = "finding";
    /** Of a related place or a place to mend: which of several it is, with what tells an older one from a newer. */
    static final String PLACE = "place";
    /** Of a place to mend: the text that is replaced. */
    public static final String REPLACED = "replaced";
    /** Of a place to mend: the text to put there. */
    public static final String REPLACEMENT = "replacement";
    /** On the workspace itself: the path of the program or checkpoint, which lies outside. */
    public static final String OUTSIDE = "outside";
    /** On the workspace itself: what tells the program's text from another one ({@link #stamp}). */
    public static final String STAMP = "stamp";
    /** Which of several findings of one rule on one line it is, from 0. */
    static final String ORDINAL = "ordinal";

    private final FindingMarkersJob job;

    /** Markers on the resources of a workspace. */
    FindingMarkers(IWorkspace workspace) {
        this.job = new FindingMarkersJob(workspace);
    }

    /** The marker type of a finding: that of the evidence that is nearest to the program. */
    static String type(Finding finding) {
        if (finding.evidence().contains(Evidence.SOURCE)) {
            return SOURCE_TYPE;
        } else if (finding.evidence().contains(Evidence.GRAPH)) {
            return GRAPH_TYPE;
        }
        return finding.evidence().contains(Evidence.TRAINING) ? TRAINING_TYPE : TENSOR_TYPE;
    }

    /**
     * Makes the markers of one checkpoint or program equal to its findings, in the background: those that stay are not
     * touched.
     *
     * @param holder the checkpoint or program by the name that units use
     * @param findings all that was found in it; none takes its markers away
     */
    void replace(String holder, List<Finding> findings) {
        job.add(holder, findings, "");
    }

    /**
     * The same for a program, which is known to be checked then.
     *
     * @param stamp what the program was when it was checked ({@link CheckStamp})
     */
    void replace(String program, List<Finding> findings, String stamp) {
        job.add(program, findings, stamp);
    }

    /** Takes away what belongs to findings that have gone with their programs, in the background. */
    void tidy() {
        job.tidy();
    }

    /** What tells the text of a program outside the workspace, where nobody moves markers, from another one. */
    public static String stamp(String text) {
        return text.length() + "-" + Integer.toHexString(text.hashCode());
    }

    /** The names of the checkpoints and programs in a marker's attributes. */
    static List<String> holders(Map<String, Object> attributes) {
        return holders(attributes.get(MODEL) instanceof String names ? names : "");
    }

    /** The checkpoints and programs that have the finding of a marker; none if it is gone. */
    static List<String> holders(IMarker marker) {
        return holders(marker.getAttribute(MODEL, ""));
    }

    private static List<String> holders(String names) {
        return names.isEmpty() ? List.of() : List.of(names.split("\n"));
    }
}
