package org.lamina.ui.findings;

import java.io.IOException;
import java.util.Optional;

import org.eclipse.core.filebuffers.FileBuffers;
import org.eclipse.core.filebuffers.ITextFileBuffer;
import org.eclipse.core.filebuffers.ITextFileBufferManager;
import org.eclipse.core.filebuffers.LocationKind;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.ui.texteditor.AbstractMarkerAnnotationModel;
import org.lamina.eclipse.core.FindingMarkers;
import org.lamina.eclipse.core.ProgramText;

/** A program as it is now: what its editor shows, or else what the file holds. */
final class Program {

    /** What takes the place of bytes that are no letter in the encoding of a file. */
    private static final char UNREADABLE = '\uFFFD';

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
    static Program of(ProgramFile file) throws CoreException {
        Optional<ITextFileBuffer> buffer = buffer(file);
        if (buffer.isPresent()) {
            IAnnotationModel annotations = buffer.get().getAnnotationModel();
            return new Program(buffer.get().getDocument(), annotations instanceof AbstractMarkerAnnotationModel model
                    ? Optional.of(model) : Optional.empty());
        }
        try {
            String text = file.inWorkspace().isPresent() ? ProgramText.of(file.inWorkspace().get())
                    : ProgramText.of(file.path());
            return new Program(new Document(text), Optional.empty());
        } catch (IOException e) {
            throw new CoreException(Status.error(e.getMessage(), e));
        }
    }

    /** The text that an editor has open. */
    static Optional<ITextFileBuffer> buffer(ProgramFile file) {
        ITextFileBufferManager buffers = FileBuffers.getTextFileBufferManager();
        return Optional.ofNullable(file.inWorkspace()
                .map(found -> buffers.getTextFileBuffer(found.getFullPath(), LocationKind.IFILE))
                .orElseGet(() -> buffers.getFileStoreTextFileBuffer(
                        EFS.getLocalFileSystem().getStore(file.path().toUri()))));
    }

    IDocument document() {
        return document;
    }

    /** Whether all of its letters could be read; else they would be lost when it is saved. */
    boolean isWhole() {
        return document.get().indexOf(UNREADABLE) < 0;
    }

    /** The text in a piece of it. */
    String text(Position position) {
        return document.get().substring(position.getOffset(), position.getOffset() + position.getLength());
    }

    /** Where a marker is now; nowhere if its text is gone, or may have moved without anybody moving the marker. */
    Optional<Position> position(IMarker marker) {
        String stamp = marker.getAttribute(FindingMarkers.STAMP, "");
        if (!stamp.isEmpty() && !stamp.equals(FindingMarkers.stamp(document.get()))) {
            return Optional.empty();
        }
        Optional<Position> moved = markers.map(model -> model.getMarkerPosition(marker));
        if (moved.isPresent() && moved.get().isDeleted()) {
            return Optional.empty();
        }
        return moved.or(() -> written(marker)).filter(position -> position.getOffset() >= 0
                && position.getOffset() + position.getLength() <= document.getLength());
    }

    /** Where the marker itself says that it is: a piece of the text, or a line. */
    private Optional<Position> written(IMarker marker) {
        int start = marker.getAttribute(IMarker.CHAR_START, -1);
        if (start >= 0) {
            return Optional.of(new Position(start, marker.getAttribute(IMarker.CHAR_END, start) - start));
        }
        int line = marker.getAttribute(IMarker.LINE_NUMBER, 0);
        try {
            return line < 1 || marker.getAttribute(FindingMarkers.STAMP, "").isEmpty() ? Optional.empty()
                    : Optional.of(new Position(document.getLineOffset(line - 1), 0));
        } catch (BadLocationException e) {
            return Optional.empty(); // the program has fewer lines now
        }
    }
}
