package deepq.env;

/**
 * What came of an action. Both flags may be true at once; a learner then goes by {@code terminated}.
 *
 * @param observation what the action led to; of an ended episode the last observation
 * @param reward the reward for this step
 * @param terminated the game itself came to its end: nothing follows, the future is worth 0
 * @param truncated cut off from outside, by a time limit: the game would have gone on, the future has its worth
 */
public record Step<S>(S observation, double reward, boolean terminated, boolean truncated) {
    /** Whether the episode is over, for either reason. */
    public boolean ended() {
        return terminated || truncated;
    }
}
