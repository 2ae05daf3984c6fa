/**
 * Experience replay (Lin 1992; Mnih et al. 2015): remembered transitions, uniform or prioritized sampling, n-step
 * returns.
 */
package deepq.replay;
