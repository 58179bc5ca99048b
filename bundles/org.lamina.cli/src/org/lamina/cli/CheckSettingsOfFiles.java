package org.lamina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.lamina.checks.settings.CheckSettings;
import org.lamina.checks.settings.CheckSettingsFile;
import org.lamina.model.ModelFormatException;

/** The settings of the projects that files belong to: those that the user names, or else those of the nearest file. */
final class CheckSettingsOfFiles {

    private final Session session;
    private final Optional<Path> named;
    private final Map<Path, Optional<Path>> nearest = new HashMap<>();
    private final Map<Path, CheckSettings> read = new HashMap<>();

    /**
     * @param named a settings file for all
     */
    CheckSettingsOfFiles(Session session, Optional<Path> named) {
        this.session = session;
        this.named = named;
    }

    /**
     * The settings for a file.
     *
     * @throws InputException if the settings can't be understood
     */
    CheckSettings of(Path file) throws InputException, IOException {
        Optional<Path> source = named.isPresent() ? named
                : nearest.computeIfAbsent(file.getParent(), CheckSettingsFile::nearest);
        if (source.isEmpty()) {
            return CheckSettings.DEFAULTS;
        }
        if (!read.containsKey(source.get())) {
            try {
                read.put(source.get(), CheckSettingsFile.read(source.get()));
            } catch (ModelFormatException e) {
                throw InputException.of(e, source.get(), session);
            }
        }
        return read.get(source.get());
    }
}
