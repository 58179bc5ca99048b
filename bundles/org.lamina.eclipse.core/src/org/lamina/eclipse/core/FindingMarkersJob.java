package org.lamina.eclipse.core;
import java.util.List;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.*;
import org.lamina.model.Finding;
final class FindingMarkersJob extends WorkspaceJob {
    FindingMarkersJob(IWorkspace workspace, String checkpoint, List<Finding> findings) { super(Messages.FindingMarkers_name); }
    @Override public IStatus runInWorkspace(IProgressMonitor monitor) { return Status.OK_STATUS; }
}
