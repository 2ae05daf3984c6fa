package deepq.replay;

/**
 * One step of experience, (s, a, r, s') of Sutton and Barto: what an agent saw, what it did, what it got, what it saw then.
 *
 * @param terminated whether s' ends the task, so that nothing comes after it; false where only the time was up
 */
public record Transition(float[] observation, int action, double reward, float[] nextObservation, boolean terminated) {}
