package org.lamina.ui.startup;

import org.eclipse.core.filebuffers.IFileBuffer;
import org.eclipse.core.filebuffers.IFileBufferListener;
import org.eclipse.core.filesystem.IFileStore;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IPath;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.eclipse.core.LaminaCore;

/** Has open checkpoints checked anew when a program outside the workspace was saved. */
final class SavedOutside implements IFileBufferListener {

    @Override
    public void dirtyStateChanged(IFileBuffer buffer, boolean dirty) {
        IFileStore file = buffer.getFileStore();
        if (!dirty && file != null && ProgramChecks.isProgram(file.getName()) && ResourcesPlugin.getWorkspace()
                .getRoot().findFilesForLocationURI(file.toURI()).length == 0) {
            LaminaCore.checkpoints().programChanged();
        }
    }

    @Override
    public void bufferCreated(IFileBuffer buffer) {
        // nothing has changed
    }

    @Override
    public void bufferDisposed(IFileBuffer buffer) {
        // nothing has changed
    }

    @Override
    public void bufferContentAboutToBeReplaced(IFileBuffer buffer) {
        // it has not changed on the disk
    }

    @Override
    public void bufferContentReplaced(IFileBuffer buffer) {
        // it has not changed on the disk
    }

    @Override
    public void stateChanging(IFileBuffer buffer) {
        // it is told when it has changed
    }

    @Override
    public void stateValidationChanged(IFileBuffer buffer, boolean validated) {
        // nothing has changed
    }

    @Override
    public void underlyingFileMoved(IFileBuffer buffer, IPath path) {
        // the text is the same
    }

    @Override
    public void underlyingFileDeleted(IFileBuffer buffer) {
        // findings go when the checkpoint is checked again
    }

    @Override
    public void stateChangeFailed(IFileBuffer buffer) {
        // nothing has changed
    }
}
