package org.tokenlab.training;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// How far a training run is, and how fast it goes. See [TrainingListener#timed].
///
/// @param phase what is being done
/// @param done how much of it is done, in the phase's own unit
/// @param total how much there is, or −1 where that is not known beforehand
/// @param perSecond how much was done in a second of late; empty in a phase's first moments
/// @param timeLeft of the phase, at that pace; empty where it can't be told
public record TrainingProgress(
    TrainingListener.Phase phase,
    long done,
    long total,
    OptionalDouble perSecond,
    Optional<Duration> timeLeft) {}
