package org.lamina.eclipse.core;

import java.io.File;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;

/**
 * What a program and its settings were when it was checked. Kept by a marker on the program, found or not: it is stored
 * together with those of the findings, so where a session ended before they were, the next one sees that they are old.
 */
final class CheckStamp {

    /** The marker type; nobody sees it. */
    static final String TYPE = LaminaCore.BUNDLE + ".checked";

    private CheckStamp() {
    }

    /** What a program is now. Asks the disk: it may have changed while no workbench was running. */
    static String of(IFile program, ProjectSettings settings) {
        IPath location = program.getLocation();
        File file = location == null ? new File("") : location.toFile();
        return file.lastModified() + " " + file.length() + " " + settings.stamp();
    }

    /** What a program was when it was last checked; empty if it never was. */
    static String read(IFile program) {
        try {
            for (IMarker marker : program.findMarkers(TYPE, false, IResource.DEPTH_ZERO)) {
                return marker.getAttribute(FindingMarkers.STAMP, "");
            }
        } catch (CoreException e) {
            LaminaCore.log().log(e.getStatus());
        }
        return "";
    }

    /** Notes what a program was. To be called under the rule for markers. */
    static void write(IFile program, String stamp) throws CoreException {
        IMarker[] markers = program.findMarkers(TYPE, false, IResource.DEPTH_ZERO);
        if (markers.length == 0) {
            program.createMarker(TYPE).setAttribute(FindingMarkers.STAMP, stamp);
        } else if (!stamp.equals(markers[0].getAttribute(FindingMarkers.STAMP, ""))) {
            markers[0].setAttribute(FindingMarkers.STAMP, stamp);
        }
    }

    /** Forgets that a program was checked. To be called under the rule for markers. */
    static void remove(IFile program) throws CoreException {
        program.deleteMarkers(TYPE, false, IResource.DEPTH_ZERO);
    }
}
