/** Config under which every cluster is asked about the signed-in user. */
export const accessReviewed = {
  orrery: {
    clusters: { access: [{ cluster: '*', check: 'subjectAccessReview' }] },
  },
};
