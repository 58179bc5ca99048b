package org.lamina.eclipse.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.lamina.checks.baseline.Baseline;
import org.lamina.checks.settings.CheckSettings;
import org.lamina.checks.settings.CheckSettingsFile;
import org.lamina.model.Finding;
import org.lamina.model.ModelFormatException;

/**
 * How the programs and models of a project are checked: the settings of the workspace, what the project sets otherwise
 * in its {@code .lamina/checks.json}, and what its baseline knows. Files that can't be understood are a warning in the
 * log and count as not there. Immutable.
 */
public final class ProjectSettings {

    private final CheckSettings checks;
    private final Baseline baseline;
    private final String stamp;

    private ProjectSettings(CheckSettings checks, Baseline baseline, String stamp) {
        this.checks = checks;
        this.baseline = baseline;
        this.stamp = stamp;
    }

    /** The settings of the workspace, for what belongs to no project. */
    static ProjectSettings ofWorkspace() {
        return new ProjectSettings(WorkspaceSettings.read(), Baseline.empty(Path.of("")),
                WorkspaceSettings.stamp());
    }

    /** The settings of a resource's project as they are now; reads files. */
    public static ProjectSettings of(IResource resource) {
        IProject project = resource.getProject();
        IPath location = project == null ? null : project.getLocation();
        if (location == null) {
            return ofWorkspace();
        }
        Path root = location.toPath();
        Path checks = root.resolve(CheckSettingsFile.FILE);
        Path baseline = root.resolve(Baseline.FILE);
        String stamp = String.join(" ", WorkspaceSettings.stamp(), stamp(checks), stamp(baseline));
        return new ProjectSettings(checks(checks), baseline(baseline, root), stamp);
    }

    /** Whether a file is one that these settings are read from. */
    static boolean isSettingsFile(IResource resource) {
        String path = resource.getProjectRelativePath().toString();
        return path.equals(CheckSettingsFile.FILE) || path.equals(Baseline.FILE);
    }

    /** Thresholds, severities and what is checked when. */
    public CheckSettings checks() {
        return checks;
    }

    /** The findings that the project does not know yet. */
    public List<Finding> unknown(List<Finding> findings) {
        return baseline.unknown(findings);
    }

    /** What tells these settings, and the rules of this version of Lamina, from others. */
    String stamp() {
        return stamp;
    }

    private static String stamp(Path file) {
        return Long.toHexString(file.toFile().lastModified());
    }

    private static CheckSettings checks(Path file) {
        CheckSettings workspace = WorkspaceSettings.read();
        try {
            return Files.exists(file) ? CheckSettingsFile.read(file).over(workspace) : workspace;
        } catch (ModelFormatException | IOException e) {
            warn(e);
            return workspace;
        }
    }

    private static Baseline baseline(Path file, Path root) {
        try {
            return Files.exists(file) ? Baseline.read(file) : Baseline.empty(root);
        } catch (ModelFormatException | IOException e) {
            warn(e);
            return Baseline.empty(root);
        }
    }

    private static void warn(Exception problem) {
        LaminaCore.log().log(new Status(IStatus.WARNING, LaminaCore.BUNDLE, problem.getMessage(), problem));
    }
}
