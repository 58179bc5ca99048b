package org.lamina.eclipse.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceProxy;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.lamina.source.project.SourceTree;

/**
 * The programs of the workspace: all open projects, without derived and hidden resources and without installed
 * packages. Files near the checkpoint come first. Looks through the workspace once, when it is made; paths are those of
 * the file system. For the use of one job.
 */
public final class WorkspaceSourceTree implements SourceTree {

    static final int MAX_FILES = 2_000;

    private static final Set<String> NOT_SOURCES =
            Set.of("__pycache__", "site-packages", "node_modules", "venv", "env");

    private final IWorkspaceRoot root;
    private final List<String> files;
    private final List<String> javaFiles;

    /**
     * @param root the workspace
     * @param checkpoint the file whose model is looked for; it may lie outside the workspace
     */
    public WorkspaceSourceTree(IWorkspaceRoot root, Path checkpoint) {
        this.root = root;
        IPath near = file(root, checkpoint).map(IResource::getFullPath).orElse(IPath.ROOT);
        Comparator<IFile> nearest = Comparator.comparingInt(file -> -file.getFullPath().matchingFirstSegments(near));
        List<IFile> programs = programs().stream().sorted(nearest.thenComparing(file -> file.getFullPath().toString()))
                .toList();
        this.files = paths(programs, "py");
        this.javaFiles = paths(programs, "java");
    }

    private static List<String> paths(List<IFile> programs, String extension) {
        return programs.stream().filter(file -> extension.equals(file.getFileExtension())).limit(MAX_FILES)
                .map(file -> file.getLocation().toString()).toList();
    }

    /**
     * The file of the workspace at this place of the file system, if there is one; reads nothing. Of several, which
     * projects inside of projects and links make, it is that of the innermost project.
     */
    public static Optional<IFile> file(IWorkspaceRoot root, Path path) {
        return Arrays.stream(all(root, path))
                .filter(file -> file.exists() && !file.isDerived(IResource.CHECK_ANCESTORS))
                .min(Comparator.comparingInt((IFile file) -> file.getProjectRelativePath().segmentCount())
                        .thenComparing(file -> file.getFullPath().toString()));
    }

    /** All files of the workspace at this place of the file system. */
    static IFile[] all(IWorkspaceRoot root, Path path) {
        return root.findFilesForLocationURI(path.toAbsolutePath().normalize().toUri());
    }

    @Override
    public List<String> files() {
        return files;
    }

    @Override
    public List<String> javaFiles() {
        return javaFiles;
    }

    @Override
    public String read(String file) throws IOException {
        return ProgramText.of(file(root, Path.of(file))
                .orElseThrow(() -> new IOException(file + " is not in the workspace")));
    }

    private List<IFile> programs() {
        List<IFile> found = new ArrayList<>();
        try {
            root.accept(proxy -> visit(proxy, found), IResource.NONE);
        } catch (CoreException e) {
            LaminaCore.log().log(e.getStatus());
        }
        return found;
    }

    private static boolean visit(IResourceProxy proxy, List<IFile> found) {
        String name = proxy.getName();
        if (proxy.isDerived() || proxy.isHidden() || name.startsWith(".") || NOT_SOURCES.contains(name)) {
            return false;
        }
        if (proxy.getType() == IResource.FILE && (name.endsWith(".py") || name.endsWith(".java"))) {
            IFile file = (IFile) proxy.requestResource();
            if (file.getLocation() != null) {
                found.add(file);
            }
        }
        return true;
    }
}
