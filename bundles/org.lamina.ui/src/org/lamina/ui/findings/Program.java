package org.lamina.ui.findings;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import org.eclipse.core.filebuffers.FileBuffers;
import org.eclipse.core.filebuffers.ITextFileBuffer;
import org.eclipse.core.filebuffers.LocationKind;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.ui.texteditor.AbstractMarkerAnnotationModel;

/** A program as it is now: what its editor shows, or else what the file holds. */
final class Program {

    private final IDocument document;
    private final Optional<AbstractMarkerAnnotationModel> markers;

    private Program(IDocument document, Optional<AbstractMarkerAnnotationModel> markers) {
        this.document = document;
        this.markers = markers;
    }

    /**
     * Reads a program.
     *
     * @throws CoreException if it can't be read
     */
    static Program of(IFile file) throws CoreException {
        ITextFileBuffer buffer = FileBuffers.getTextFileBufferManager().getTextFileBuffer(file.getFullPath(),
                LocationKind.IFILE);
        if (buffer != null) {
            IAnnotationModel annotations = buffer.getAnnotationModel();
            return new Program(buffer.getDocument(), annotations instanceof AbstractMarkerAnnotationModel model
                    ? Optional.of(model) : Optional.empty());
        }
        try (InputStream in = file.getContents(true)) {
            return new Program(new Document(new String(in.readAllBytes(), file.getCharset())), Optional.empty());
        } catch (IOException e) {
            throw new CoreException(Status.error(e.getMessage(), e));
        }
    }

    IDocument document() {
        return document;
    }

    /** The text in a piece of it. */
    String text(Position position) {
        return document.get().substring(position.getOffset(), position.getOffset() + position.getLength());
    }

    /** Where a marker is now; nowhere if its text is gone. */
    Optional<Position> position(IMarker marker) {
        Optional<Position> moved = markers.map(model -> model.getMarkerPosition(marker));
        if (moved.isPresent() && moved.get().isDeleted()) {
            return Optional.empty();
        }
        int start = marker.getAttribute(IMarker.CHAR_START, -1);
        Position position =
                moved.orElseGet(() -> new Position(Math.max(0, start), marker.getAttribute(IMarker.CHAR_END, 0)
                        - Math.max(0, start)));
        return start >= 0 && position.getOffset() + position.getLength() <= document.getLength()
                ? Optional.of(position) : Optional.empty();
    }
}
