package org.lamina.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.jar.Manifest;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;

import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line as a whole. */
@Command(name = "lamina", versionProvider = LaminaCommand.Version.class,
        description = "Debugs neural networks: reads checkpoints, draws architectures, finds faults.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Exit codes: 0 done; 1 findings at or above the asked-for severity;",
            "2 bad usage or unreadable input."})
final class LaminaCommand implements Runnable {

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Shows this help.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Shows the version.")
    private boolean version;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Shows where in Lamina an error comes from.")
    private boolean debug;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command is given; \"lamina --help\" lists them");
    }

    /** The version of Lamina, {@code 0.1.0}; empty where it does not run from its bundles. */
    static String version() throws IOException {
        String version = Version.bundleVersion();
        return Character.isDigit(version.charAt(0)) ? version : "";
    }

    /** The version of the bundle that this class is in. */
    static final class Version implements IVersionProvider {

        private static final String BUNDLE = "org.lamina.cli";

        @Override
        public String[] getVersion() throws IOException {
            return new String[] {"Lamina " + bundleVersion()};
        }

        private static String bundleVersion() throws IOException {
            ClassLoader loader = LaminaCommand.class.getClassLoader();
            for (URL url : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
                try (InputStream in = url.openStream()) {
                    Manifest manifest = new Manifest(in);
                    if (BUNDLE.equals(manifest.getMainAttributes().getValue("Bundle-SymbolicName"))) {
                        return manifest.getMainAttributes().getValue("Bundle-Version");
                    }
                }
            }
            return "(not packaged)";
        }
    }
}
