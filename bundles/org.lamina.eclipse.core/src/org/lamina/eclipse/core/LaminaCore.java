package org.lamina.eclipse.core;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.jobs.Job;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleInfo;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.formats.Readers;
import org.lamina.model.Finding;

/** The one way into Lamina's services in a running workspace. All of them may be used from any thread. */
public final class LaminaCore {

    /** The symbolic name of this bundle; also the qualifier of its preferences and statuses. */
    public static final String BUNDLE = "org.lamina.eclipse.core";

    private LaminaCore() {
    }

    /** The checkpoints of this workspace. */
    public static Checkpoints checkpoints() {
        return Services.CHECKPOINTS;
    }

    /** The checks of the workspace's programs. */
    public static SourceChecks sources() {
        return Sources.CHECKS;
    }

    /**
     * Accepts findings of a project for now: they are written to its baseline and not marked any more.
     *
     * @param accepted which of the findings
     * @return the job that does it; a file that can't be read or written is its result
     */
    public static Job accept(IProject project, Predicate<Finding> accepted) {
        Job job = new BaselineJob(project, accepted, new ProgramChecks(Services.CHECKS), Services.CHECKPOINTS);
        job.schedule();
        return job;
    }

    /** The rules of the checks. */
    public static List<RuleInfo> rules() {
        return Services.CHECKS.rules();
    }

    /** The rule of this id. */
    public static Optional<RuleInfo> rule(String id) {
        return Services.CHECKS.rule(id);
    }

    /** The engine that is installed, if any. */
    public static EngineAccess engine() {
        return Services.ENGINE;
    }

    /** The registry of file formats. */
    public static Readers readers() {
        return Services.READERS;
    }

    static ILog log() {
        return Platform.getLog(LaminaCore.class);
    }

    /** Made when one of them is first asked for, and not when a constant of the outer class is read. */
    private static final class Services {
        static final Readers READERS = Readers.builtin();
        static final Checks CHECKS = Checks.builtin();
        static final Checkpoints CHECKPOINTS = Checkpoints.of(ResourcesPlugin.getWorkspace(), READERS, CHECKS);
        static final EngineAccess ENGINE = EngineAccess.ofPlatform();
    }

    /** Started by a workbench, and by nobody who only opens a checkpoint. */
    private static final class Sources {
        static final SourceChecks CHECKS =
                SourceChecks.of(ResourcesPlugin.getWorkspace(), new ProgramChecks(Services.CHECKS));
    }
}
