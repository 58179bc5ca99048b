package org.lamina.ui.findings;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.IPath;
import org.eclipse.jface.dialogs.IDialogSettings;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Severity;

/**
 * Which findings are shown. Immutable.
 *
 * @param severities how bad they are
 * @param kinds what they were seen in; one of several kinds is enough
 * @param scope where they are
 */
record FindingFilter(Set<Severity> severities, Set<Evidence> kinds, Scope scope) {

    /** All findings. */
    static final FindingFilter ALL =
            new FindingFilter(EnumSet.allOf(Severity.class), EnumSet.allOf(Evidence.class), Scope.WORKSPACE);

    private static final String SEVERITIES = "severities";
    private static final String KINDS = "kinds";
    private static final String SCOPE = "scope";

    /** Where findings are. */
    enum Scope {
        /** Anywhere in the workspace, and in checkpoints outside. */
        WORKSPACE,
        /** In the project of the file that is edited. */
        PROJECT,
        /** In the file that is edited, or in the checkpoint that is shown. */
        EDITOR
    }

    FindingFilter {
        severities = Set.copyOf(severities);
        kinds = Set.copyOf(kinds);
    }

    FindingFilter withSeverity(Severity severity, boolean shown) {
        return new FindingFilter(with(severities, severity, shown), kinds, scope);
    }

    FindingFilter withKind(Evidence kind, boolean shown) {
        return new FindingFilter(severities, with(kinds, kind, shown), scope);
    }

    FindingFilter with(Scope chosen) {
        return new FindingFilter(severities, kinds, chosen);
    }

    private static <T> Set<T> with(Set<T> all, T one, boolean shown) {
        Set<T> changed = new HashSet<>(all);
        if (shown) {
            changed.add(one);
        } else {
            changed.remove(one);
        }
        return changed;
    }

    /**
     * Whether a finding is shown.
     *
     * @param edited the file that is edited or shown, if any; without one the scope is the workspace
     */
    boolean accepts(MarkedFinding marked, Optional<IFile> edited) {
        return severities.contains(marked.finding().severity())
                && marked.finding().evidence().stream().anyMatch(kinds::contains)
                && (scope == Scope.WORKSPACE || edited.isEmpty() || isIn(marked, edited.get()));
    }

    private boolean isIn(MarkedFinding marked, IFile edited) {
        IResource place = marked.marker().getResource();
        IPath location = edited.getLocation();
        return scope == Scope.PROJECT ? edited.getProject().equals(place.getProject())
                : edited.equals(place) || location != null && marked.checkpoints().contains(location.toPath());
    }

    /** The filter of the last session. */
    static FindingFilter load(IDialogSettings settings) {
        return new FindingFilter(read(settings, SEVERITIES, Severity.values()),
                read(settings, KINDS, Evidence.values()), Arrays.stream(Scope.values())
                        .filter(scope -> scope.name().equals(settings.get(SCOPE))).findFirst().orElse(Scope.WORKSPACE));
    }

    private static <T extends Enum<T>> Set<T> read(IDialogSettings settings, String name, T[] all) {
        String[] names = settings.getArray(name);
        Set<T> read = new HashSet<>(Arrays.asList(all));
        if (names != null) {
            read.removeIf(one -> !Arrays.asList(names).contains(one.name()));
        }
        return read;
    }

    /** Keeps it for the next session. */
    void save(IDialogSettings settings) {
        settings.put(SEVERITIES, names(severities));
        settings.put(KINDS, names(kinds));
        settings.put(SCOPE, scope.name());
    }

    private static String[] names(Collection<? extends Enum<?>> all) {
        return all.stream().map(Enum::name).sorted().toArray(String[]::new);
    }
}
