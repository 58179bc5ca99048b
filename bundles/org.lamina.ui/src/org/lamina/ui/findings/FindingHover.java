package org.lamina.ui.findings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IInformationControlCreator;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextHoverExtension;
import org.eclipse.jface.text.ITextHoverExtension2;
import org.eclipse.jface.text.ITextOperationTarget;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.ITextViewerExtension2;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.editors.text.EditorsUI;
import org.eclipse.ui.editors.text.TextSourceViewerConfiguration;
import org.eclipse.ui.texteditor.MarkerAnnotation;
import org.lamina.eclipse.core.FindingMarkers;
import org.lamina.eclipse.core.MarkedFinding;

/**
 * Explains the findings of the line under the pointer. The generic editor gets it by its extension point; the plain
 * text editor has none, so there it stands in front of the editor's own hover. Editors of languages have their own
 * ways to show problems.
 */
public final class FindingHover implements ITextHover, ITextHoverExtension, ITextHoverExtension2 {

    private final Optional<ITextHover> behind;

    /** A hover that shows findings and nothing else. */
    public FindingHover() {
        this(Optional.empty());
    }

    private FindingHover(Optional<ITextHover> behind) {
        this.behind = behind;
    }

    /** Puts the hover into an editor, if that is the plain text editor. */
    public static void install(IWorkbenchPart part) {
        if (part != null && EditorsUI.DEFAULT_TEXT_EDITOR_ID.equals(part.getSite().getId())
                && part.getAdapter(ITextOperationTarget.class) instanceof ISourceViewer viewer
                && viewer instanceof ITextViewerExtension2 hovering) {
            ITextHover own = new TextSourceViewerConfiguration(EditorsUI.getPreferenceStore()).getTextHover(viewer,
                    IDocument.DEFAULT_CONTENT_TYPE);
            hovering.setTextHover(new FindingHover(Optional.ofNullable(own)), IDocument.DEFAULT_CONTENT_TYPE,
                    ITextViewerExtension2.DEFAULT_HOVER_STATE_MASK);
        }
    }

    @Override
    public IRegion getHoverRegion(ITextViewer viewer, int offset) {
        try {
            IRegion line = viewer.getDocument().getLineInformationOfOffset(offset);
            if (!findings(viewer, line).isEmpty()) {
                return line;
            }
        } catch (BadLocationException e) {
            return null; // the text changed under the pointer
        }
        return behind.map(hover -> hover.getHoverRegion(viewer, offset)).orElse(null);
    }

    @Override
    public Object getHoverInfo2(ITextViewer viewer, IRegion region) {
        List<MarkedFinding> findings = findings(viewer, region);
        return findings.isEmpty() ? ownInfo(viewer, region) : findings;
    }

    @Override
    public String getHoverInfo(ITextViewer viewer, IRegion region) {
        List<MarkedFinding> findings = findings(viewer, region);
        return findings.isEmpty() ? ownInfo(viewer, region) : FindingText.of(findings).text();
    }

    @SuppressWarnings("deprecation") // what the editor's own hover implements
    private String ownInfo(ITextViewer viewer, IRegion region) {
        return behind.map(hover -> hover.getHoverInfo(viewer, region)).orElse(null);
    }

    @Override
    public IInformationControlCreator getHoverControlCreator() {
        return parent -> new FindingHoverControl(parent, EditorsUI.getTooltipAffordanceString());
    }

    /** The findings that are marked in a region, and those for which a place in it plays a part; the worst first. */
    private static List<MarkedFinding> findings(ITextViewer viewer, IRegion region) {
        IAnnotationModel model = viewer instanceof ISourceViewer source ? source.getAnnotationModel() : null;
        List<MarkedFinding> found = new ArrayList<>();
        if (model == null) {
            return found;
        }
        for (Iterator<Annotation> all = model.getAnnotationIterator(); all.hasNext();) {
            Annotation annotation = all.next();
            Position position = model.getPosition(annotation);
            if (annotation instanceof MarkerAnnotation marker && !annotation.isMarkedDeleted() && position != null
                    && position.overlapsWith(region.getOffset(), Math.max(1, region.getLength()))) {
                finding(marker.getMarker()).filter(marked -> !found.contains(marked)).ifPresent(found::add);
            }
        }
        return found.stream()
                .sorted(Comparator.comparing((MarkedFinding marked) -> marked.finding().severity()).reversed())
                .toList();
    }

    /** The finding of a marker, or the one that a related place belongs to. */
    private static Optional<MarkedFinding> finding(IMarker marker) {
        try {
            if (!marker.exists() || !marker.isSubtypeOf(FindingMarkers.RELATED_TYPE)) {
                return MarkedFinding.of(marker);
            }
            String id = marker.getAttribute(FindingMarkers.FINDING, "");
            return MarkedFinding.all(marker.getResource().getWorkspace()).stream()
                    .filter(marked -> Long.toString(marked.marker().getId()).equals(id)).findFirst();
        } catch (CoreException e) {
            return Optional.empty(); // it was deleted meanwhile
        }
    }
}
