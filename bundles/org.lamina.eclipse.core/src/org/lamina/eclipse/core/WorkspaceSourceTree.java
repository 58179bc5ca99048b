package org.lamina.eclipse.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final int MAX_BYTES = 8 << 20;

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

    /** The file of the workspace at this place of the file system, if there is one; reads nothing. */
    public static Optional<IFile> file(IWorkspaceRoot root, Path path) {
        for (IFile file : root.findFilesForLocationURI(path.toAbsolutePath().normalize().toUri())) {
            if (file.exists() && !file.isDerived(IResource.CHECK_ANCESTORS)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
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
        return text(file(root, Path.of(file)).orElseThrow(() -> new IOException(file + " is not in the workspace")));
    }

    /** The text of a file in its own charset. */
    static String text(IFile file) throws IOException {
        try (InputStream in = file.getContents(true)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException(
                        file.getFullPath() + " has more than " + MAX_BYTES + " bytes, too many for a program");
            }
            return new String(bytes, file.getCharset());
        } catch (CoreException e) {
            throw new IOException(e.getStatus().getMessage(), e);
        }
    }

    /** The text of a program outside the workspace. */
    static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " has more than " + MAX_BYTES + " bytes, too many for a program");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
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
